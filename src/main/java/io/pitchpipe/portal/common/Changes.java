package io.pitchpipe.portal.common;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The feed that wakes views. A writer bumps a topic's revision in its own transaction; each node polls the revisions of the
 * topics somebody on it looks at, whatever node wrote them. The database is the truth: a listener is only told to look again.
 *
 * @see <a href="../../../../../../../docs/decisions/0020-changes-by-revision.md">decision 0020</a>
 */
@Component
public class Changes implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(Changes.class);

    /** Lets go of a subscription; calling it twice does nothing more. */
    @FunctionalInterface
    public interface Registration extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Watch {
        final List<Runnable> listeners = new CopyOnWriteArrayList<>();
        volatile long seen;
    }

    private final JdbcClient jdbc;
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();
    private final LongAdder told = new LongAdder();

    public Changes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("pitchpipe.portal.watched", watches, Map::size)
                .description("Topics that open views of this node watch")
                .register(registry);
        FunctionCounter.builder("pitchpipe.portal.pushes", told, LongAdder::sum)
                .description("Changes that were told to views")
                .register(registry);
    }

    /** Marks {@code topic} as changed, in the caller's transaction if there is one. */
    public void bump(String topic) {
        if (raise(topic) == 0) {
            jdbc.sql("insert into change_topic (topic, revision) values (?, 0) on conflict do nothing")
                    .param(topic)
                    .update();
            raise(topic);
        }
    }

    private int raise(String topic) {
        return jdbc.sql("update change_topic set revision = revision + 1 where topic = ?")
                .param(topic)
                .update();
    }

    /**
     * Calls {@code listener} soon after each rise of the topic's revision, on a thread of this feed: it must be quick and must
     * not hold on to what it was closed from.
     */
    public Registration subscribe(String topic, Runnable listener) {
        var now = revisions(List.of(topic)).getOrDefault(topic, 0L);
        watches.compute(topic, (name, existing) -> {
            var watch = existing;
            if (watch == null) {
                watch = new Watch();
                watch.seen = now;
            }
            watch.listeners.add(listener);
            return watch;
        });
        return () -> watches.computeIfPresent(topic, (name, watch) -> {
            watch.listeners.remove(listener);
            return watch.listeners.isEmpty() ? null : watch;
        });
    }

    @Scheduled(fixedDelayString = "${pitchpipe.changes.poll:300ms}")
    void poll() {
        if (watches.isEmpty()) {
            return;
        }
        try {
            revisions(List.copyOf(watches.keySet())).forEach(this::tell);
        } catch (RuntimeException unreachable) {
            log.warn(
                    "The change feed could not be read; views stay as they are until it can: {}",
                    unreachable.toString());
        }
    }

    private void tell(String topic, long revision) {
        var watch = watches.get(topic);
        if (watch == null || revision <= watch.seen) {
            return;
        }
        watch.seen = revision;
        for (var listener : watch.listeners) {
            told.increment();
            try {
                listener.run();
            } catch (RuntimeException failed) {
                log.warn("A listener of {} failed", topic, failed);
            }
        }
    }

    private Map<String, Long> revisions(List<String> topics) {
        var found = new HashMap<String, Long>();
        for (var from = 0; from < topics.size(); from += 500) {
            var part = new ArrayList<>(topics.subList(from, Math.min(from + 500, topics.size())));
            jdbc.sql("select topic, revision from change_topic where topic in (:topics)")
                    .param("topics", part)
                    .query(row -> {
                        found.put(row.getString("topic"), row.getLong("revision"));
                    });
        }
        return found;
    }
}
