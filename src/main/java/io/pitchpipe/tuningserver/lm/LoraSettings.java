package io.pitchpipe.tuningserver.lm;

import java.util.List;

/**
 * The form of an adapter.
 *
 * @param rank of the low-rank weights
 * @param alpha the update is multiplied by alpha / rank
 * @param targets names of the adapted maps within a block
 */
record LoraSettings(int rank, double alpha, List<String> targets) {

    /**
     * Rank 8 and alpha 16 on every linear map of a block: rank 8 is peft's default, alpha twice the rank and all maps are the usual choice since QLoRA (Dettmers et
     * al., arXiv:2305.14314, found adapting all of them to matter more than the rank).
     */
    static final LoraSettings DEFAULT = new LoraSettings(8, 16, Transformer.LINEARS);

    LoraSettings {
        targets = List.copyOf(targets);
        if (rank < 1 || rank > 1024 || !(alpha > 0) || targets.isEmpty() || !Transformer.LINEARS.containsAll(targets)) {
            throw new UnreadableModelException(
                    "An adapter of rank %d, alpha %s on %s is not possible".formatted(rank, alpha, targets));
        }
    }

    double scale() {
        return alpha / rank;
    }
}
