package io.pitchpipe.tuningserver.job;

import java.util.regex.Pattern;

/**
 * Names a tuned model; also the name of its folder, so nothing else than this pattern ever becomes one.
 *
 * @param value at most 40 of {@code a-z 0-9 -}, starting with a letter and not ending with {@code -}
 */
public record TunedModelId(String value) {

    private static final Pattern PATTERN = Pattern.compile("[a-z]([a-z0-9-]{0,38}[a-z0-9])?");

    public TunedModelId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not a tuned model's id");
        }
    }

    /** Whether a text is such an id. */
    public static boolean isValid(String text) {
        return PATTERN.matcher(text).matches();
    }

    /** The resource name, {@code tunedModels/ID}. */
    public String name() {
        return "tunedModels/" + value;
    }

    @Override
    public String toString() {
        return value;
    }
}
