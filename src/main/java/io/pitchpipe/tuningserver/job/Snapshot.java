package io.pitchpipe.tuningserver.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a training.
 *
 * @param step from 1
 * @param epoch epochs completed after it
 * @param meanLoss nats per output token
 * @param computeTime when it was first done
 * @param heldOutLoss nats per output token of the held-out examples after it; null where it is not measured
 */
public record Snapshot(
        int step,
        int epoch,
        float meanLoss,
        Instant computeTime,
        @Nullable Float heldOutLoss) {

    /** A step as it is when it is done: its held-out loss, if one is due, is measured later. */
    Snapshot(int step, int epoch, float meanLoss, Instant computeTime) {
        this(step, epoch, meanLoss, computeTime, null);
    }
}
