package io.pitchpipe.portal.common;

/**
 * The number by which a team's project is known to other teams and to backends: what {@code readerProjectNumbers} holds.
 *
 * @param value a positive int64, as in the API
 */
public record ProjectNumber(long value) implements Comparable<ProjectNumber> {

    public ProjectNumber {
        if (value <= 0) {
            throw new IllegalArgumentException("A project number is a positive whole number, not " + value);
        }
    }

    /**
     * Reads a number as people paste it, with spaces around it.
     *
     * @throws IllegalArgumentException if {@code text} is no positive int64
     */
    public static ProjectNumber parse(String text) {
        var trimmed = text.strip();
        if (!trimmed.matches("[0-9]{1,19}")) {
            throw new IllegalArgumentException("A project number has digits only");
        }
        try {
            return new ProjectNumber(Long.parseLong(trimmed));
        } catch (NumberFormatException tooLarge) {
            throw new IllegalArgumentException("A project number has at most 19 digits and fits an int64", tooLarge);
        }
    }

    @Override
    public int compareTo(ProjectNumber other) {
        return Long.compare(value, other.value);
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
