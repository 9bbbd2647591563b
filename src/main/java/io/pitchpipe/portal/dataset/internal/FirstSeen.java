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
        var slot = slot(hash);
        if (keys[slot] != 0) {
            return rows[slot];
        }
        if (size >= CAPACITY) {
            return -1;
        }
        keys[slot] = key(hash);
        rows[slot] = (int) Math.min(row, Integer.MAX_VALUE);
        size++;
        if (size * 2 > keys.length) {
            grow();
        }
        return 0;
    }

    /** @return the row where the hash was seen before; 0 if it was not */
    int find(long hash) {
        return rows[slot(hash)];
    }

    int size() {
        return size;
    }

    /** Where the hash is, or would be. */
    private int slot(long hash) {
        var key = key(hash);
        var mask = keys.length - 1;
        var slot = (int) (key >>> 20) & mask;
        while (keys[slot] != 0 && keys[slot] != key) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** An empty slot is 0, so no key is. */
    private static long key(long hash) {
        return hash == 0 ? 1 : hash;
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
