package io.pitchpipe.tuningserver.lm;

/**
 * What a training came to.
 *
 * @param adapter the weights after {@code keptStep}; the caller closes it
 * @param completedSteps steps done, over all resumptions
 * @param keptStep the last completed step, or that of the best epoch where that is kept
 * @param ending why it made no more steps
 */
public record TrainingResult(Adapter adapter, int completedSteps, int keptStep, Ending ending) {

    /** Why a training made no more steps. */
    public enum Ending {
        /** All steps are done. */
        COMPLETE,
        /** The held-out loss had not come down for as many epochs as there was patience for. */
        EARLY,
        /** It was cancelled before. */
        CANCELLED
    }

    /** Whether it was stopped before its end. */
    public boolean cancelled() {
        return ending == Ending.CANCELLED;
    }
}
