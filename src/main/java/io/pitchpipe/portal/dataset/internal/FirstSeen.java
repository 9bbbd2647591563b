package io.pitchpipe.portal.dataset.internal;

/** Remembers in which row a hash was first seen: an open-addressed table of primitives, twelve bytes a slot. */
final class FirstSeen {

    /** Beyond this many different hashes nothing more is remembered: two tables of this size take about 50 MB. */
    static final int CAPACITY = 1_000_000;

    private long[] keys = new long[1024];
    private int[] rows = new int[1024];
    private int size;

    /** @return the row (from 1) where the hash was seen before; 0 if it is new and now remembered; -1 if the table is full */
    int put(long hash, long row) {
        var key = hash == 0 ? 1 : hash;
        var mask = keys.length - 1;
        var slot = (int) (key >>> 20) & mask;
        while (keys[slot] != 0) {
            if (keys[slot] == key) {
                return rows[slot];
            }
            slot = slot + 1 & mask;
        }
        if (size >= CAPACITY) {
            return -1;
        }
        keys[slot] = key;
        rows[slot] = (int) Math.min(row, Integer.MAX_VALUE);
        size++;
        if (size * 2 > keys.length) {
            grow();
        }
        return 0;
    }

    private void grow() {
        var oldKeys = keys;
        var oldRows = rows;
        keys = new long[oldKeys.length * 2];
        rows = new int[keys.length];
        var mask = keys.length - 1;
        for (var i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != 0) {
                var slot = (int) (oldKeys[i] >>> 20) & mask;
                while (keys[slot] != 0) {
                    slot = slot + 1 & mask;
                }
                keys[slot] = oldKeys[i];
                rows[slot] = oldRows[i];
            }
        }
    }
}
