package io.pitchpipe.portal.audit;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.pitchpipe.portal.common.BackgroundDoor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Records what was refused and who tried to sign in, in amounts that an attacker cannot choose: of each source and of each kind so many
 * in ten minutes; the rest is counted, and the log says how many there were.
 */
@BackgroundDoor
@Component
public class Refusals {

    static final int PER_SOURCE = 20;
    static final int PER_ACTION = 200;
    private static final Duration WINDOW = Duration.ofMinutes(10);
    private static final Logger log = LoggerFactory.getLogger(Refusals.class);

    private final AuditLog audit;
    private final LoadingCache<String, Bucket> sources =
            Caffeine.newBuilder().maximumSize(20_000).expireAfterAccess(WINDOW).build(key -> bucket(PER_SOURCE));
    private final Map<String, Bucket> actions = new ConcurrentHashMap<>();
    private final Map<String, LongAdder> left = new ConcurrentHashMap<>();

    Refusals(AuditLog audit) {
        this.audit = audit;
    }

    private static Bucket bucket(int capacity) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, WINDOW))
                .build();
    }

    /**
     * @param action a word for the kind, one of a few
     * @param source whose amount it is counted to: an address, or a user
     * @param subject what was tried; never what was typed where a password goes
     */
    public void record(String action, String source, String subject) {
        if (sources.get(action + " " + source).tryConsume(1)
                && actions.computeIfAbsent(action, name -> bucket(PER_ACTION)).tryConsume(1)) {
            write(action, subject, source);
        } else {
            left.computeIfAbsent(action, name -> new LongAdder()).increment();
        }
    }

    /** Says how many were left out since. */
    @Scheduled(fixedDelay = 10, timeUnit = TimeUnit.MINUTES)
    void sumUp() {
        left.forEach((action, count) -> {
            var more = count.sumThenReset();
            if (more > 0) {
                write(action, more + " more like those before", "");
            }
        });
    }

    /** A refusal stays one, whether or not it can be written down. */
    private void write(String action, String subject, String source) {
        try {
            audit.recordRefusal(action, subject, source);
        } catch (DataAccessException | TransactionException unreachable) {
            log.warn("Not recorded: {} {} {}", action, subject, source);
        }
    }
}
