package io.pitchpipe.tuningserver.lm;

import java.time.Duration;

/**
 * Hears of every step and every held-out loss, on the training thread, before they can be part of a checkpoint. An exception thrown here ends the training. After a
 * resumption things are told again, and are the same then: listeners are idempotent by step.
 */
@FunctionalInterface
public interface TrainingProgress {

    /**
     * A step is done. After a resumption the steps since the last checkpoint are told again.
     *
     * @param step from 1 to the total
     * @param epoch epochs completed after this step, from 0
     * @param meanLoss cross entropy (nats) per output token, mean over the batch's output tokens
     */
    void onStep(int step, int epoch, double meanLoss);

    /**
     * What a step cost, told before {@link #onStep} tells what came of it.
     *
     * @param tokens that the step worked through: inputs and outputs, the chat template's included
     * @param took from the step's begin to its end
     */
    default void onWork(long tokens, Duration took) {
        // Most have no use for it.
    }

    /**
     * The loss on the held-out examples is measured, if there are any. After a resumption all that were measured before are told again, before the next step.
     *
     * @param measured with its step, which was told before, or 0 before the first
     */
    default void onHeldOutLoss(HeldOutLosses.Measured measured) {}
}
