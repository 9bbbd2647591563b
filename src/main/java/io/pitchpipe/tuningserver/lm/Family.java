package io.pitchpipe.tuningserver.lm;

/** Kinds of models that differ in more than their sizes. */
enum Family {
    /** Llama, Mistral and Qwen2: what they differ in (biases) shows in their weights. */
    LLAMA,
    /** Qwen3: queries and keys are normalised per head. */
    QWEN3,
    /** The first Gemma: GELU for SiLU, the embedding scaled by the root of the width. Its files hold how much a norm's weight differs from one. */
    GEMMA
}
