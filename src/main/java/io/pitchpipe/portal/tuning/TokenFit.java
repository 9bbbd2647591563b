package io.pitchpipe.portal.tuning;

import io.pitchpipe.portal.dataset.ExampleTokens.TooLong;
import java.util.List;

/**
 * Whether the examples of a tuning are short enough for its base, as the backend that will train counts them.
 *
 * @param limit most tokens of an example
 * @param longest tokens of the longest example; 0 if the only ones are too long to be counted
 * @param training rows to train on that are longer, in order: the backend refuses the job because of them
 * @param heldOut held-out rows that are longer, in order: the job runs, without a held-out loss
 */
public record TokenFit(int limit, int longest, List<TooLong> training, List<TooLong> heldOut) {

    public TokenFit {
        training = List.copyOf(training);
        heldOut = List.copyOf(heldOut);
    }

    /** Whether a job can be started. */
    public boolean fits() {
        return training.isEmpty();
    }
}
