package io.pitchpipe.portal.dataset.internal;

import java.util.Arrays;

/** Where the fields of a record are in its bytes. */
final class CsvFields {

    static final int MOST = 10_000;

    private int[] from = new int[16];
    private int[] to = new int[16];
    private boolean[] doubled = new boolean[16];
    private int count;

    int count() {
        return count;
    }

    int from(int field) {
        return from[field];
    }

    int to(int field) {
        return to[field];
    }

    /** The field has doubled quotes in it. */
    boolean doubled(int field) {
        return doubled[field];
    }

    boolean full() {
        return count == MOST;
    }

    void clear() {
        count = 0;
    }

    void add(int start, int end, boolean hasDoubled) {
        if (count == from.length) {
            from = Arrays.copyOf(from, count * 2);
            to = Arrays.copyOf(to, count * 2);
            doubled = Arrays.copyOf(doubled, count * 2);
        }
        from[count] = start;
        to[count] = end;
        doubled[count++] = hasDoubled;
    }
}
