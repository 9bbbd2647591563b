package io.pitchpipe.portal.dataset.internal;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.BaseUnits;
import io.pitchpipe.portal.dataset.internal.BucketStanding.Deed;
import java.time.Duration;
import java.util.Locale;
import software.amazon.awssdk.core.metrics.CoreMetric;
import software.amazon.awssdk.metrics.MetricCollection;
import software.amazon.awssdk.metrics.MetricPublisher;

/** What is counted of a bucket. Every series is there from the start, so that the first failure is a rise. */
final class BucketMeters implements MetricPublisher {

    /** How a request ended, after all its tries. */
    enum Outcome {
        DONE,
        /** There is no such object. */
        MISSING,
        REFUSED,
        /** No answer in time, or none but that it has too much to do. */
        SILENT,
        /** Who asked did not wait for the answer. */
        ABANDONED;

        static Outcome of(BucketTrouble trouble) {
            return trouble.refuses() ? REFUSED : SILENT;
        }
    }

    private final MeterProvider<Timer> requests;
    private final Counter written;
    private final Counter read;
    private final Counter retries;

    BucketMeters(MeterRegistry registry, BucketStanding standing, LooseObjects loose) {
        requests = Timer.builder("pitchpipe.portal.bucket.requests")
                .description("Requests to the bucket, with all their tries")
                .withRegistry(registry);
        for (var deed : Deed.values()) {
            for (var outcome : Outcome.values()) {
                timer(deed, outcome);
            }
        }
        written = bytes(registry, Deed.WRITE);
        read = bytes(registry, Deed.READ);
        retries = Counter.builder("pitchpipe.portal.bucket.retries")
                .description("Tries of requests to the bucket after their first")
                .register(registry);
        Gauge.builder("pitchpipe.portal.bucket.up", standing, now -> now.now().away() ? 0 : 1)
                .description("Whether the bucket does what it is asked, as this node last saw it")
                .register(registry);
        Gauge.builder("pitchpipe.portal.bucket.objects", loose, LooseObjects::waiting)
                .description("Objects of the bucket that no row names")
                .tag("state", "waiting")
                .register(registry);
        Gauge.builder("pitchpipe.portal.bucket.objects", loose, LooseObjects::due)
                .description("Objects of the bucket that no row names")
                .tag("state", "due")
                .register(registry);
    }

    private static Counter bytes(MeterRegistry registry, Deed deed) {
        return Counter.builder("pitchpipe.portal.bucket")
                .description("Contents that went to the bucket or came from it")
                .baseUnit(BaseUnits.BYTES)
                .tag("operation", word(deed))
                .register(registry);
    }

    private Timer timer(Deed deed, Outcome outcome) {
        return requests.withTags("operation", word(deed), "outcome", word(outcome));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    void ended(Deed deed, Outcome outcome, Duration took) {
        timer(deed, outcome).record(took);
    }

    void wrote(int bytes) {
        written.increment(bytes);
    }

    void read(int bytes) {
        read.increment(bytes);
    }

    /** The client tells of each request when it has ended. */
    @Override
    public void publish(MetricCollection request) {
        request.metricValues(CoreMetric.RETRY_COUNT).forEach(retries::increment);
    }

    @Override
    public void close() {
        // The registry is not this one's to close.
    }
}
