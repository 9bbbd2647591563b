package io.pitchpipe.portal.dataset;

import java.util.List;

/**
 * The rows that match a {@link RowQuery}.
 *
 * @param count how many there are
 * @param numbers of the first of them, from 1, rising; at most {@link #SHOWN}
 */
public record RowMatches(long count, List<Long> numbers) {

    /** How many matches are listed with their numbers. */
    public static final int SHOWN = 10_000;

    public static final RowMatches NONE = new RowMatches(0, List.of());

    public RowMatches {
        numbers = List.copyOf(numbers);
    }
}
