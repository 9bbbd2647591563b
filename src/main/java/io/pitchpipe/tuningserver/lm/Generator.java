package io.pitchpipe.tuningserver.lm;

import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Answers prompts. Stateless and safe for many threads at once. */
public final class Generator {

    /**
     * Answers on the calling thread.
     *
     * @param adapter of a tuned model on this base, or null for the base itself
     * @param sink is given the answer as it comes; an exception that it throws ends the answer and is passed on
     * @throws PromptTooLongException when the prompt leaves no room for an answer
     */
    public Generation generate(
            LanguageModel model, @Nullable Adapter adapter, Prompt prompt, SamplingSettings settings, TokenSink sink) {
        int[] tokens = model.promptTokens(prompt.turns());
        int limit = Math.min(model.info().inputTokenLimit(), model.config().context() - 1);
        if (tokens.length > limit) {
            throw PromptTooLongException.ofPrompt(tokens.length, limit);
        }
        if (adapter != null && !adapter.fits(model.config())) {
            throw new UnreadableModelException(
                    "The tuned model was made on another base model, " + adapter.baseModel() + ".");
        }
        try (LanguageModel.Use use = model.use();
                Adapter.Use adapted = adapter == null ? null : adapter.use();
                NoGradGuard silent = new NoGradGuard();
                KvCache cache = use.transformer().cache(model.config().context())) {
            return answer(
                    model,
                    use.transformer(),
                    adapted == null ? null : adapted.weights(),
                    tokens,
                    settings,
                    sink,
                    cache);
        }
    }

    private static Generation answer(
            LanguageModel model,
            Transformer transformer,
            @Nullable LoraWeights lora,
            int[] prompt,
            SamplingSettings settings,
            TokenSink sink,
            KvCache cache) {
        int room = Math.min(
                Math.min(settings.maxOutputTokens(), model.info().outputTokenLimit()),
                model.config().context() - prompt.length);
        int end = model.template().endOfTurn(model.tokenizer());
        Sampler sampler = new Sampler(settings);
        AnswerText text = new AnswerText(settings.stopSequences());
        StringBuilder answer = new StringBuilder();
        float[] logits = logits(transformer, lora, prompt, cache);
        int drawn = 0;
        FinishReason reason = FinishReason.MAX_TOKENS;
        while (drawn < room) {
            int token = sampler.next(logits);
            if (token == end) {
                reason = FinishReason.STOP;
                break;
            }
            drawn++;
            if (!give(text.add(model.tokenizer().bytes(token)), answer, sink)) {
                return new Generation(answer.toString(), prompt.length, drawn, FinishReason.ABORTED);
            }
            if (text.stopped()) {
                reason = FinishReason.STOP;
                break;
            }
            if (drawn < room) {
                logits = logits(transformer, lora, new int[] {token}, cache);
            }
        }
        boolean wanted = give(text.end(), answer, sink);
        return new Generation(answer.toString(), prompt.length, drawn, wanted ? reason : FinishReason.ABORTED);
    }

    private static boolean give(String text, StringBuilder answer, TokenSink sink) {
        if (text.isEmpty()) {
            return true;
        }
        answer.append(text);
        return sink.accept(text);
    }

    /** Scores of what follows the last of these tokens, which go into the cache. */
    static float[] logits(Transformer transformer, @Nullable LoraWeights lora, int[] tokens, KvCache cache) {
        try (Native scope = Native.scope()) {
            long[] ids = new long[tokens.length];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = tokens[i];
            }
            Tensor hidden = transformer.hidden(
                    transformer.placement().longs(ids, ids.length), TextRun.of(ids.length), lora, cache);
            return Native.values(transformer.logits(hidden));
        }
    }
}
