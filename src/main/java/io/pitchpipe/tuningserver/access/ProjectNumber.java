package io.pitchpipe.tuningserver.access;

/**
 * The number of a project: what owns models and keys, and what {@code readerProjectNumbers} holds.
 *
 * @param value a positive int64
 */
public record ProjectNumber(long value) {

    public ProjectNumber {
        if (value <= 0) {
            throw new IllegalArgumentException("A project number is a positive whole number, not " + value);
        }
    }

    /**
     * Reads decimal digits.
     *
     * @throws IllegalArgumentException if {@code text} is no positive int64
     */
    public static ProjectNumber parse(String text) {
        if (!text.matches("[0-9]{1,19}")) {
            throw new IllegalArgumentException("A project number has 1 to 19 digits and nothing else");
        }
        return new ProjectNumber(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
