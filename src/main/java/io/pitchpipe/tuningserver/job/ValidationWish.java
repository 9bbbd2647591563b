package io.pitchpipe.tuningserver.job;

import java.util.List;

/**
 * A wish to hold examples out of a training, as it came.
 *
 * @param pairs to hold out
 * @param keepBest whether the best epoch's weights are to be kept
 * @param patience epochs without a new lowest loss after which to end; 0 for never
 */
public record ValidationWish(List<Example> pairs, boolean keepBest, int patience) {

    public ValidationWish {
        pairs = List.copyOf(pairs);
    }
}
