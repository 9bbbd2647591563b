package io.pitchpipe.portal.dataset;

import java.util.List;

/**
 * One input that has several outputs.
 *
 * @param input the beginning of it; untrusted
 * @param answers its outputs, in the order in which they come first; at most {@link #ANSWERS}
 * @param otherRows rows with further outputs
 * @param spelling whether the outputs differ in nothing but capitals, spaces and punctuation
 */
public record Conflict(String input, List<Answer> answers, long otherRows, boolean spelling) {

    /** Outputs that are listed of one input. */
    public static final int ANSWERS = 10;

    /** Rows that are named of one output. */
    public static final int ROWS = 5;

    /**
     * One output of the input.
     *
     * @param output the beginning of it; untrusted
     * @param count how many rows answer so
     * @param rows the numbers of the first of them, from 1; at most {@link #ROWS}
     */
    public record Answer(String output, long count, List<Long> rows) {}
}
