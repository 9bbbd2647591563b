package io.pitchpipe.tuningserver.lm;

/**
 * What a training came to.
 *
 * @param adapter the weights at the last completed step; the caller closes it
 * @param completedSteps steps done, over all resumptions
 * @param totalSteps steps asked for
 */
public record TrainingResult(Adapter adapter, int completedSteps, int totalSteps) {

    /** Whether it was stopped before its last step. */
    public boolean cancelled() {
        return completedSteps < totalSteps;
    }
}
