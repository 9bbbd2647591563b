package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.StorageAwayException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Asks the bucket from time to time, where nobody else does, so that whoever wants to know how it is need not. While all is well that is
 * one small request; after something failed it tries all that is ever asked of it, for a bucket that lets nobody write can still be read.
 */
final class BucketProbe {

    private static final Logger log = LoggerFactory.getLogger(BucketProbe.class);

    private static final int SECONDS = 30;

    private final Optional<Bucket> bucket;
    private final ReentrantLock asking = new ReentrantLock();

    BucketProbe(Optional<Bucket> bucket) {
        this.bucket = bucket;
    }

    /** At a fixed rate, which has a thread of its own each time: with a fixed delay all others would wait for a silent bucket. */
    @Scheduled(fixedRate = SECONDS, timeUnit = TimeUnit.SECONDS)
    void probe() {
        bucket.ifPresent(this::probe);
    }

    private void probe(Bucket known) {
        if (known.standing().heardWithin(Duration.ofSeconds(SECONDS)) || !asking.tryLock()) {
            return;
        }
        try {
            if (!known.standing().now().away()) {
                known.ask();
            } else if (!known.tryAll()) {
                log.warn("The bucket did not give back what was just written");
            }
        } catch (StorageAwayException told) {
            // The bucket's standing has it.
        } finally {
            asking.unlock();
        }
    }
}
