package io.pitchpipe.tuningserver.lm;

/**
 * What a step takes of memory beside the base's weights when its longest example has so many tokens.
 *
 * <p>What a block computes is kept until its gradients are known: about four rows of the residual's width, six of all heads' and five of the inner width for each token
 * (Korthikanti et al., arXiv:2205.05198, count the same for a plain block), and as much again for their gradients. Up to {@link LossFunction#TOKENS_AT_ONCE} tokens that
 * is kept of all blocks; beyond, of one block at a time, and of the others what goes into them ({@link Recomputation}). Attention whose scores are written out has the
 * square of the length on top, per head. The figures measured are in docs/engine.md.
 */
final class TrainingMemory {

    /** Rows that a block keeps for each token, in multiples of the three widths. */
    private static final int OF_WIDTH = 4;

    private static final int OF_HEADS = 6;
    private static final int OF_INNER = 5;

    /** Squares of the length that a mask takes while it is made, and the scores of a head where they are written out. */
    private static final int MASKS = 3;

    private static final int SCORES = 6;

    /** Rows of the vocabulary for each position in the head: scores, their logarithms and gradients. */
    private static final int OF_VOCABULARY = 4;

    /** What the first step takes once, in threads and the rooms of the allocator. */
    private static final long ONCE = 64L << 20;

    private TrainingMemory() {}

    static long bytes(ModelConfig config, Precision precision, int tokens) {
        long number = precision == Precision.FLOAT32 ? Float.BYTES : Short.BYTES;
        long row = (long) OF_WIDTH * config.width()
                + (long) OF_HEADS * config.heads() * config.headWidth()
                + (long) OF_INNER * config.inner();
        boolean recomputed = tokens > LossFunction.TOKENS_AT_ONCE;
        // Norms and adapters compute in float32, whatever the base is in: their part is counted as if all were.
        long block = tokens * row * Float.BYTES;
        long kept = recomputed ? (config.layers() + 3L) * tokens * config.width() * number : config.layers() * block;
        long gradients = recomputed ? 3 * block : block;
        long head = (long) OF_VOCABULARY * Math.min(tokens, Recomputation.HEAD_AT_ONCE) * config.vocabulary();
        return ONCE + kept + gradients + squares(config, tokens) * number + head * Float.BYTES;
    }

    private static long squares(ModelConfig config, long tokens) {
        AttentionBounds bounds = config.bounds();
        if (bounds == null) {
            return 0;
        }
        long scores = bounds.cap() > 0 ? (long) SCORES * config.heads() : 0;
        return (MASKS + scores) * tokens * tokens;
    }
}
