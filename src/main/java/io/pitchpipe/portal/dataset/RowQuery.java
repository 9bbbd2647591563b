package io.pitchpipe.portal.dataset;

import java.util.Optional;

/**
 * Which rows of a version are wanted.
 *
 * @param text occurs in the input or the output, in upper or lower case; at most {@link #TEXT} characters, blank for any
 * @param finding was found in the row
 */
public record RowQuery(String text, Optional<FindingCode> finding) {

    /** Characters that can be looked for. */
    public static final int TEXT = 200;

    public static final RowQuery ALL = new RowQuery("", Optional.empty());

    /** @throws IllegalArgumentException if the text is too long */
    public RowQuery {
        if (text.length() > TEXT) {
            throw new IllegalArgumentException("At most " + TEXT + " characters can be looked for");
        }
    }

    /** Every row is wanted. */
    public boolean isAll() {
        return text.isBlank() && finding.isEmpty();
    }
}
