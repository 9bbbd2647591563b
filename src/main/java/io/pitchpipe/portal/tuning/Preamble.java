package io.pitchpipe.portal.tuning;

/**
 * Words that stand before every input of a model: in its training and in each prompt alike, or the model is asked something it never learned. This is the one
 * place where they are put there.
 *
 * @param text at most {@value #MAX_CHARACTERS} characters (code points); empty for none
 */
public record Preamble(String text) {

    /** Ours: leaves room for the input within the API's 40,000. */
    public static final int MAX_CHARACTERS = 4_000;

    public static final Preamble NONE = new Preamble("");

    /** @throws IllegalArgumentException if it is too long */
    public Preamble {
        text = text.strip();
        if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            throw new IllegalArgumentException("A preamble has at most " + MAX_CHARACTERS + " characters");
        }
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** What the model is given for {@code input}: the preamble, an empty line, the input; without a preamble the input alone. */
    public String applyTo(String input) {
        return text.isEmpty() ? input : text + "\n\n" + input;
    }

    /** Characters (code points) that it adds to each input. */
    public int added() {
        return text.isEmpty() ? 0 : text.codePointCount(0, text.length()) + 2;
    }
}
