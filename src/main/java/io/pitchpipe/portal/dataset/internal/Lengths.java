package io.pitchpipe.portal.dataset.internal;

import java.util.Arrays;

/**
 * Which texts are far longer or shorter than the others: beyond Tukey's outer fences, three times the interquartile range from the
 * quartiles, and four times longer than the upper or a quarter of the lower quartile, so that sets of nearly equal lengths have none.
 *
 * @see <a href="https://www.itl.nist.gov/div898/handbook/prc/section1/prc16.htm">NIST/SEMATECH e-Handbook, What are outliers?</a>
 */
final class Lengths {

    /** Fewer lengths have no outliers. */
    private static final int FEWEST = 20;

    /** What is shorter, in characters, is never too long, nor is anything too short where that is usual. */
    private static final int SHORT = 40;

    private int[] lengths = new int[256];
    private int size;
    private long least;
    private long most = Long.MAX_VALUE;

    /** @param length in code points */
    void add(int length) {
        if (size == lengths.length) {
            lengths = Arrays.copyOf(lengths, size * 2);
        }
        lengths[size++] = length;
        least = 0;
        most = Long.MAX_VALUE;
    }

    int length(int index) {
        return lengths[index];
    }

    /** Has to be called after the last length, before {@link #least} and {@link #most}. */
    void settle() {
        if (size < FEWEST) {
            return;
        }
        var sorted = Arrays.copyOf(lengths, size);
        Arrays.sort(sorted);
        long lower = sorted[size / 4];
        long upper = sorted[(int) (size * 3L / 4)];
        var fence = 3 * (upper - lower);
        most = Math.max(SHORT * 2, Math.max(upper + fence, upper * 4));
        least = lower < SHORT ? 0 : Math.min(lower - fence, lower / 4);
    }

    /** The fewest characters that are usual. */
    long least() {
        return least;
    }

    /** The most characters that are usual. */
    long most() {
        return most;
    }

    boolean unusual(int length) {
        return length < least || length > most;
    }
}
