/**
 * The tuning engine: base models of the Llama family, their tokenizers, LoRA training and generation with a KV cache, on JavaCPP PyTorch.
 * Plain Java: no Spring, no HTTP, no SQL. Start at {@link io.pitchpipe.tuningserver.lm.BaseModelCatalog}.
 */
@NullMarked
package io.pitchpipe.tuningserver.lm;

import org.jspecify.annotations.NullMarked;
