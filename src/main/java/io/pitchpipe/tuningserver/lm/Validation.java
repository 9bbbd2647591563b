package io.pitchpipe.tuningserver.lm;

import java.util.List;

/**
 * Examples that are held out of a training, and what their loss decides. It is measured before the first step and after each step that ends an epoch, or several at once.
 *
 * @param pairs held out; none for a training in which nothing is measured
 * @param keepBest whether the weights of the epoch with the lowest held-out loss are kept, not the last ones
 * @param patience epochs without a new lowest held-out loss after which the training ends, 0 for never
 */
public record Validation(List<TrainingPair> pairs, boolean keepBest, int patience) {

    /** Nothing is held out. */
    public static final Validation NONE = new Validation(List.of(), false, 0);

    public Validation {
        pairs = List.copyOf(pairs);
        if (patience < 0) {
            throw new IllegalArgumentException("patience is 0 or more, not " + patience);
        }
        if (pairs.isEmpty() && (keepBest || patience > 0)) {
            throw new IllegalArgumentException("Without held-out examples there is no best epoch");
        }
    }

    /** Whether anything is held out. */
    public boolean measures() {
        return !pairs.isEmpty();
    }
}
