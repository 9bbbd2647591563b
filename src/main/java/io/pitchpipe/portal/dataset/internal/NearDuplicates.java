package io.pitchpipe.portal.dataset.internal;

import java.util.Arrays;

/**
 * Finds rows that say the same in nearly the same words, one after another, in bounded memory. Two rows are alike if their outputs are
 * the same after {@linkplain Normal normalisation} and their inputs are too, or share at least {@link #ALIKE} of their runs of
 * {@link #RUN} characters (Jaccard) and have the same digits: "order 17" is another question than "order 18". The share is estimated
 * from 32 minima of one hash each, and rows are compared only if they agree in one of 8 bands of four.
 *
 * <p>See A. Broder, On the resemblance and containment of documents (1997); P. Li, A. Owen, C.-H. Zhang, One permutation hashing (2012);
 * A. Shrivastava, P. Li, Densifying one permutation hashing via rotation (2014). A pair that shares 0.8 is seen with a probability of
 * 0.98, one that shares 0.75 with 0.95.
 */
final class NearDuplicates {

    /** Rows that are remembered; their signatures take 13 MB, their bands as much again. */
    static final int MOST_ROWS = 50_000;

    /** Share of common runs from which inputs are alike. */
    static final double ALIKE = 0.75;

    /** Characters of a run. */
    static final int RUN = 5;

    /** Shorter inputs have too few runs for an estimate: they are alike only if they are the same after normalisation. */
    static final int SHORTEST = 40;

    private static final int MINIMA = 32;
    private static final int BANDS = 8;
    private static final int EMPTY = Integer.MAX_VALUE;
    /** The first digit beyond ASCII, in Arabic-Indic. */
    private static final char NEXT_DIGIT = 0x660;

    private static final int BITS = 12;
    private static final long RUN_MASK = (1L << RUN * BITS) - 1;

    private final FirstSeen same = new FirstSeen();
    private final FirstSeen bands = new FirstSeen();
    private int[] minima = new int[MINIMA * 64];
    private int[] rows = new int[64];
    private int size;
    private final Normal question = new Normal();
    private final Normal answer = new Normal();
    private final int[] least = new int[MINIMA];
    private final int[] signature = new int[MINIMA];

    /**
     * Remembers a row.
     *
     * @param row its number, from 1
     * @return the number of an earlier row that it is like; 0 if there is none
     */
    long put(String input, String output, long row) {
        question.set(input);
        answer.set(output);
        var said = answer.hash();
        var seen = same.put(question.hash() * 31 + said, row);
        if (seen != 0 || question.length() < SHORTEST || size == MOST_ROWS) {
            return Math.max(0, seen);
        }
        sign();
        var group = said * 31 + digits();
        var alike = 0L;
        for (var band = 0; band < BANDS; band++) {
            var earlier = bands.put(bandHash(band, group), size + 1L);
            if (earlier > 0 && alike == 0 && share((int) earlier - 1) >= ALIKE) {
                alike = rows[(int) earlier - 1];
            }
        }
        remember(row);
        return alike;
    }

    private void remember(long row) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size * 2);
            minima = Arrays.copyOf(minima, minima.length * 2);
        }
        rows[size] = (int) Math.min(row, Integer.MAX_VALUE);
        System.arraycopy(signature, 0, minima, size * MINIMA, MINIMA);
        size++;
    }

    /** The least hash of the runs that fall into each of 32 bins; an empty bin borrows from the next that is not. */
    private void sign() {
        Arrays.fill(least, EMPTY);
        var chars = question.chars();
        var length = question.length();
        // The last five characters, twelve bits apart: what goes beyond twelve bits mingles with the character before.
        var run = 0L;
        for (var at = 0; at < RUN - 1; at++) {
            run = run << BITS ^ chars[at];
        }
        for (var at = RUN - 1; at < length; at++) {
            run = (run << BITS ^ chars[at]) & RUN_MASK;
            var hash = Hash.finish(run * 0x9e3779b97f4a7c15L);
            var bin = (int) (hash >>> 59);
            var value = (int) (hash >>> 20) & Integer.MAX_VALUE;
            least[bin] = Math.min(least[bin], value);
        }
        for (var bin = 0; bin < MINIMA; bin++) {
            var distance = 0;
            while (least[(bin + distance) % MINIMA] == EMPTY) {
                distance++;
            }
            // The distance is mixed in, so that two bins that borrow from one do not agree for that alone.
            signature[bin] = least[(bin + distance) % MINIMA] + distance * 0x9e3779b9;
        }
    }

    private long bandHash(int band, long group) {
        var hash = group ^ (band + 1) * 0xbf58476d1ce4e5b9L;
        var perBand = MINIMA / BANDS;
        for (var at = band * perBand; at < (band + 1) * perBand; at++) {
            hash = (hash ^ signature[at]) * 0x9e3779b97f4a7c15L;
            hash ^= hash >>> 32;
        }
        return hash;
    }

    private double share(int of) {
        var equal = 0;
        for (var at = 0; at < MINIMA; at++) {
            equal += signature[at] == minima[of * MINIMA + at] ? 1 : 0;
        }
        return (double) equal / MINIMA;
    }

    private long digits() {
        var hash = 0L;
        var chars = question.chars();
        for (var at = 0; at < question.length(); at++) {
            var c = chars[at];
            if (c >= '0' && c <= '9' || c >= NEXT_DIGIT && Character.isDigit(c)) {
                hash = (hash + c) * 0x94d049bb133111ebL;
            }
        }
        return hash;
    }
}
