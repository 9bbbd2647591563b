package io.pitchpipe.tuningserver.lm;

import java.util.List;

/**
 * What bounds the attention of Gemma 2 and 3.
 *
 * @param queryScalar scores are divided by its root; other families have the width of a head there
 * @param cap scores are kept within ± this, smoothly, by its hyperbolic tangent; 0 for not at all
 * @param logitCap the same for the scores of tokens
 * @param window positions that a local layer looks back at, its own included
 * @param localTheta base of the rotary frequencies of local layers
 * @param local for each layer whether it is one
 */
record AttentionBounds(
        double queryScalar, double cap, double logitCap, int window, double localTheta, List<Boolean> local) {

    AttentionBounds {
        if (!(queryScalar > 0) || !(cap >= 0) || !(logitCap >= 0) || window < 1 || !(localTheta > 0)) {
            throw new UnreadableModelException(
                    "The model's bounds of attention are impossible: scalar %s, caps %s and %s, window %d, rotary base %s"
                            .formatted(queryScalar, cap, logitCap, window, localTheta));
        }
        local = List.copyOf(local);
    }
}
