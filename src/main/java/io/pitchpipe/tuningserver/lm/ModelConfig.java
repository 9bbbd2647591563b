package io.pitchpipe.tuningserver.lm;

import org.jspecify.annotations.Nullable;

/**
 * The shape of a model of the Llama kind.
 *
 * @param vocabulary number of tokens
 * @param width of the residual stream (hidden_size)
 * @param inner width of the feed-forward part (intermediate_size)
 * @param layers number of blocks
 * @param heads query heads
 * @param kvHeads key and value heads; each serves {@code heads / kvHeads} query heads
 * @param headWidth of one head
 * @param context most positions
 * @param ropeTheta base of the rotary frequencies
 * @param normEpsilon of RMSNorm
 * @param tied whether the head is the embedding
 * @param family what it has that a Llama has not
 * @param scaling how it reaches further than its first training, or null
 * @param bounds of the attention of Gemma 2 and 3, otherwise null
 */
record ModelConfig(
        int vocabulary,
        int width,
        int inner,
        int layers,
        int heads,
        int kvHeads,
        int headWidth,
        int context,
        double ropeTheta,
        double normEpsilon,
        boolean tied,
        Family family,
        @Nullable RopeScaling scaling,
        @Nullable AttentionBounds bounds) {

    /** Far beyond any model that this engine can run; a bigger number means a damaged file. */
    private static final int ABSURD = 1 << 24;

    ModelConfig {
        for (int size : new int[] {vocabulary, width, inner, layers, heads, kvHeads, headWidth, context}) {
            if (size < 1 || size > ABSURD) {
                throw new UnreadableModelException("The model's configuration holds an impossible size: " + size);
            }
        }
        if (heads % kvHeads != 0 || headWidth % 2 != 0) {
            throw new UnreadableModelException("The model's heads do not divide: %d query, %d key-value, width %d"
                    .formatted(heads, kvHeads, headWidth));
        }
        if (!(ropeTheta > 0) || !(normEpsilon > 0)) {
            throw new UnreadableModelException("The model's rotary base and norm epsilon must be above 0");
        }
        if (family.hasOuterNorms() != (bounds != null)
                || bounds != null && bounds.local().size() != layers) {
            throw new UnreadableModelException(
                    "The model's configuration does not say for each layer how far it looks back");
        }
        if (scaling != null
                && scaling.kind() == RopeScaling.Kind.DIVIDED
                && scaling.divisors().size() != headWidth / 2) {
            throw new UnreadableModelException("The model's scaling of positions is for heads of another width");
        }
    }

    /** Whether a layer looks back a window only. */
    boolean isLocal(int layer) {
        return bounds != null && bounds.local().get(layer);
    }

    /** Number of weights. */
    long parameterCount() {
        long attention = (long) width * headWidth * (2L * heads + 2L * kvHeads);
        long norms = (family.hasOuterNorms() ? 4L : 2L) * width + (family.hasHeadNorms() ? 2L * headWidth : 0);
        long block = attention + 3L * width * inner + norms;
        return layers * block + width + (tied ? 1L : 2L) * vocabulary * width;
    }
}
