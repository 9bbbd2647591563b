package io.pitchpipe.tuningserver.lm;

/** A prompt or a training example has more tokens than the base can take. Nothing is ever cut silently. */
public class PromptTooLongException extends RuntimeException {

    private final int example;
    private final int tokens;
    private final int limit;

    private PromptTooLongException(String message, int example, int tokens, int limit) {
        super(message);
        this.example = example;
        this.tokens = tokens;
        this.limit = limit;
    }

    static PromptTooLongException ofPrompt(int tokens, int limit) {
        return new PromptTooLongException(
                "The prompt has %d tokens, more than the %d that the base model takes.".formatted(tokens, limit),
                0,
                tokens,
                limit);
    }

    /** A text is so long that it was not tokenized. */
    static PromptTooLongException ofCharacters(long characters, long limit, int context) {
        return new PromptTooLongException(
                "The text has %d characters, more than the %d that are looked at for a base model of %d tokens."
                        .formatted(characters, limit, context),
                0,
                0,
                context);
    }

    /** An example, counted from 1, has more tokens than it may. */
    public static PromptTooLongException ofExample(int example, int tokens, int limit) {
        return new PromptTooLongException(
                "Example %d has %d tokens (input and output together), more than the %d that the base model takes. Shorten it or choose another base model."
                        .formatted(example, tokens, limit),
                example,
                tokens,
                limit);
    }

    /** Number of the training example, from 1; 0 when it is a prompt. */
    public int example() {
        return example;
    }

    /** Tokens it has; 0 when it was too long to be counted, and {@link #getMessage} says how long. */
    public int tokens() {
        return tokens;
    }

    /** Tokens it may have. */
    public int limit() {
        return limit;
    }
}
