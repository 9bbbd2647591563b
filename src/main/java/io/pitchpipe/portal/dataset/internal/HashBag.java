package io.pitchpipe.portal.dataset.internal;

import java.util.Arrays;

/** Hashes with how often each is there: twelve bytes for each different one. */
final class HashBag {

    private long[] added = new long[1024];
    private int size;
    private long[] different = new long[0];
    private int[] left = new int[0];

    void add(long hash) {
        if (size == added.length) {
            added = Arrays.copyOf(added, size * 2);
        }
        added[size++] = hash;
    }

    /** Has to be called after the last {@link #add} and before the first {@link #take}. */
    void settle() {
        Arrays.sort(added, 0, size);
        different = new long[size];
        left = new int[size];
        var count = 0;
        for (var at = 0; at < size; at++) {
            if (count == 0 || different[count - 1] != added[at]) {
                different[count++] = added[at];
            }
            left[count - 1]++;
        }
        different = Arrays.copyOf(different, count);
        added = new long[0];
    }

    /** Takes one of these hashes out. @return false if there is none left */
    boolean take(long hash) {
        var at = Arrays.binarySearch(different, hash);
        if (at < 0 || left[at] == 0) {
            return false;
        }
        left[at]--;
        return true;
    }
}
