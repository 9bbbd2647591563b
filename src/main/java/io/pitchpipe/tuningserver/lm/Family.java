package io.pitchpipe.tuningserver.lm;

/** Kinds of models that differ in more than their sizes. */
enum Family {
    /** Llama, Mistral and Qwen2: what they differ in (biases) shows in their weights. */
    LLAMA,
    /** Qwen3: queries and keys are normalised per head. */
    QWEN3,
    /** The first Gemma: GELU for SiLU, the embedding scaled by the root of the width. Its files hold how much a norm's weight differs from one. */
    GEMMA,
    /** Gemma 2: Gemma with norms behind attention and feed-forward too, bounded scores, and every other layer looking back a window only. */
    GEMMA2,
    /** Gemma 3's text models: Gemma 2 with Qwen3's norms for bounded scores, and slower rotation in the layers that look back at everything. */
    GEMMA3;

    boolean isGemma() {
        return this == GEMMA || hasOuterNorms();
    }

    /** Whether what attention and feed-forward give is normalised again. */
    boolean hasOuterNorms() {
        return this == GEMMA2 || this == GEMMA3;
    }

    boolean hasHeadNorms() {
        return this == QWEN3 || this == GEMMA3;
    }
}
