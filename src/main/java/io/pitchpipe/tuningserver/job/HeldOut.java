package io.pitchpipe.tuningserver.job;

import org.jspecify.annotations.Nullable;

/**
 * What was held out of a training, and what came of it; the losses are with the steps.
 *
 * @param examples how many
 * @param keepBest whether the weights of the epoch with the lowest held-out loss are kept, not the last ones
 * @param patience epochs without a new lowest loss after which the training ends; 0 for never
 * @param startLoss nats per output token of the held-out examples before the first step; null until it is measured
 * @param keptStep the step whose weights are kept; null until the training is over, or when it made no step
 * @param endedEarly whether the training ended for lack of patience
 */
public record HeldOut(
        int examples,
        boolean keepBest,
        int patience,
        @Nullable Float startLoss,
        @Nullable Integer keptStep,
        boolean endedEarly) {

    static @Nullable HeldOut of(@Nullable ValidationWish wish) {
        return wish == null
                ? null
                : new HeldOut(wish.pairs().size(), wish.keepBest(), wish.patience(), null, null, false);
    }
}
