package io.pitchpipe.portal.dataset.internal;

import java.util.Optional;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * How the bucket is, for probes: what this process last saw of it, without asking it. A bucket that is away takes neither models nor
 * playground along, so its status is one of its own, which leaves the portal ready.
 *
 * @see <a href="../../../../../../../../docs/decisions/0071-how-a-bucket-is-seen.md">decision 0071</a>
 */
final class BucketHealth implements HealthIndicator {

    /** Rows in the bucket cannot be read or written. */
    static final Status AWAY = new Status("AWAY");

    /** There is no bucket, and none is needed. */
    static final Status NONE = new Status("NONE");

    private final Optional<BucketStanding> bucket;
    private final boolean stranded;

    /** @param stranded whether there are rows in a bucket that no setting names */
    BucketHealth(Optional<BucketStanding> bucket, boolean stranded) {
        this.bucket = bucket;
        this.stranded = stranded;
    }

    @Override
    public Health health() {
        return Health.status(bucket.map(BucketHealth::status).orElse(stranded ? AWAY : NONE))
                .build();
    }

    private static Status status(BucketStanding standing) {
        return switch (standing.now().answer()) {
            case NOT_ASKED -> Status.UNKNOWN;
            case ANSWERS -> Status.UP;
            case SILENT, REFUSES -> AWAY;
        };
    }
}
