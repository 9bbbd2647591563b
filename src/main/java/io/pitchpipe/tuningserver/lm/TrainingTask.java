package io.pitchpipe.tuningserver.lm;

import java.util.List;

/**
 * What to learn, and how.
 *
 * @param pairs one or more
 * @param settings of the training
 * @param validation what is held out of it
 */
public record TrainingTask(List<TrainingPair> pairs, TrainingSettings settings, Validation validation) {

    public TrainingTask {
        pairs = List.copyOf(pairs);
    }

    /** A training out of which nothing is held. */
    public TrainingTask(List<TrainingPair> pairs, TrainingSettings settings) {
        this(pairs, settings, Validation.NONE);
    }

    /** Steps of the whole training, see {@link TrainingSettings#totalSteps}. */
    public int totalSteps() {
        return settings.totalSteps(pairs.size());
    }

    /** Epochs completed after a step, see {@link TrainingSettings#epochAfter}. */
    public int epochAfter(int step) {
        return settings.epochAfter(step, pairs.size());
    }

    /** Whether the held-out loss is measured after a step: it ends an epoch, or is step 0, before the first. */
    public boolean measuredAfter(int step) {
        return validation.measures() && (step == 0 || epochAfter(step) > epochAfter(step - 1));
    }
}
