package io.pitchpipe.tuningserver.lm;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A prompt or training examples have more tokens than the base can take. Nothing is ever cut silently. */
public class PromptTooLongException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Examples that the sentence names; {@link #examples()} has all. */
    private static final int MAX_NAMED = 10;

    /**
     * An example that is too long.
     *
     * @param number from 1
     * @param tokens it has; 0 when it is too long to be counted
     */
    public record TooLong(int number, int tokens) {

        /** How long it is, for people. */
        public String length() {
            return tokens == 0 ? "too long to be counted" : String.format(Locale.ROOT, "%,d tokens", tokens);
        }
    }

    private final transient List<TooLong> examples;
    private final int tokens;
    private final int limit;

    private PromptTooLongException(String message, List<TooLong> examples, int tokens, int limit) {
        super(message);
        this.examples = List.copyOf(examples);
        this.tokens = tokens;
        this.limit = limit;
    }

    static PromptTooLongException ofPrompt(int tokens, int limit) {
        return new PromptTooLongException(
                "The prompt has %d tokens, more than the %d that the base model takes.".formatted(tokens, limit),
                List.of(),
                tokens,
                limit);
    }

    /** A text is so long that it was not tokenized. */
    static PromptTooLongException ofCharacters(long characters, long limit, int context) {
        return new PromptTooLongException(
                "The text has %d characters, more than the %d that are looked at for a base model of %d tokens."
                        .formatted(characters, limit, context),
                List.of(),
                0,
                context);
    }

    /**
     * Examples have more tokens than they may.
     *
     * @param tooLong at least one, in order
     * @param base its name
     */
    public static PromptTooLongException ofExamples(List<TooLong> tooLong, String base, ExampleLimit limit) {
        String named = tooLong.stream()
                .limit(MAX_NAMED)
                .map(each -> "example %d (%s)".formatted(each.number(), each.length()))
                .collect(Collectors.joining(", "));
        int more = tooLong.size() - MAX_NAMED;
        String message = String.format(
                Locale.ROOT,
                "%s longer than the %,d tokens (input and output together) that an example for %s may have: %s%s. Shorten %s, leave %s out, or choose another base model.%s",
                tooLong.size() == 1 ? "1 example is" : tooLong.size() + " examples are",
                limit.tokens(),
                base,
                named,
                more > 0 ? " and %d more".formatted(more) : "",
                tooLong.size() == 1 ? "it" : "them",
                tooLong.size() == 1 ? "it" : "them",
                limit.why().isEmpty() ? "" : " " + limit.why());
        return new PromptTooLongException(message, tooLong, tooLong.getFirst().tokens(), limit.tokens());
    }

    /** The training examples that are too long, in order; empty when it is a prompt. */
    public List<TooLong> examples() {
        return examples;
    }

    /** Tokens that it, or the first of the examples, has; 0 when it was too long to be counted, and {@link #getMessage} says how long. */
    public int tokens() {
        return tokens;
    }

    /** Tokens it may have. */
    public int limit() {
        return limit;
    }
}
