package io.pitchpipe.portal.backend;

/**
 * An API key. Whoever prints it, by accident or not, prints nothing of it; {@link #reveal()} is for the one place that sends it.
 */
public final class Credential {

    /** Longer than any key in use; what is pasted by mistake is usually longer. */
    public static final int MAX_LENGTH = 500;

    private final String key;

    /**
     * @param key visible ASCII only, 1 to {@value #MAX_LENGTH} characters, so that it can stand in a header
     * @throws IllegalArgumentException otherwise; the message does not hold the key
     */
    public Credential(String key) {
        if (key.isEmpty() || key.length() > MAX_LENGTH || !key.chars().allMatch(c -> c > 0x20 && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "An API key has 1 to " + MAX_LENGTH + " letters, digits and signs, and no spaces");
        }
        this.key = key;
    }

    /** The key itself. */
    public String reveal() {
        return key;
    }

    @Override
    public String toString() {
        return "Credential[withheld]";
    }
}
