package io.pitchpipe.portal.dataset.internal;

/**
 * Tells of each row whether it, or another row with its input, was there before. One probe of one table for a row whose input is new, as
 * nearly all are: the input's hash, half of the row's, and its number lie side by side, sixteen bytes a slot. Only further rows of an
 * input go into a second table. Half a hash is enough for the first, since it is asked for rows of one input only.
 */
final class SeenRows {

    /** Beyond this many different rows nothing more is remembered: the table takes 32 MB then, and 48 while it grows to that. */
    static final int CAPACITY = FirstSeen.CAPACITY;

    /** What a row is to those before it. */
    enum Kind {
        NEW,
        /** Said before, input and output. */
        DUPLICATE,
        /** The input was there with another output. */
        CONFLICT,
        /** Nobody knows: there were too many rows to remember. */
        UNKNOWN
    }

    private static final long ROW = 0xffffffffL;

    /** Of each slot the input's hash, 0 if it is empty, and the upper half of the row's hash above its number. */
    private long[] slots = new long[2 * 1024];

    private int inputs;
    private final FirstSeen others = new FirstSeen();
    private long earlier;

    /**
     * Remembers a row unless it was there.
     *
     * @param input the hash of its input
     * @param pair the hash of input and output
     * @param row its number, from 1
     */
    Kind put(long input, long pair, long row) {
        var key = input == 0 ? 1 : input;
        var at = slot(slots, key);
        if (slots[at] == 0) {
            if (full()) {
                return Kind.UNKNOWN;
            }
            slots[at] = key;
            slots[at + 1] = pair & ~ROW | Math.min(row, Integer.MAX_VALUE);
            inputs++;
            if (inputs * 4 > slots.length) {
                grow();
            }
            return Kind.NEW;
        }
        earlier = slots[at + 1] & ROW;
        if ((slots[at + 1] & ~ROW) == (pair & ~ROW)) {
            return Kind.DUPLICATE;
        }
        var same = full() ? others.find(pair) : others.put(pair, row);
        if (same > 0) {
            earlier = same;
            return Kind.DUPLICATE;
        }
        return Kind.CONFLICT;
    }

    /** The number of the first such row, after {@link Kind#DUPLICATE}; of the first with the input, after {@link Kind#CONFLICT}. */
    long earlier() {
        return earlier;
    }

    private boolean full() {
        return inputs + others.size() >= CAPACITY;
    }

    private static int slot(long[] slots, long key) {
        var mask = slots.length - 1;
        var at = (int) (key >>> 20) * 2 & mask;
        while (slots[at] != 0 && slots[at] != key) {
            at = at + 2 & mask;
        }
        return at;
    }

    private void grow() {
        var larger = new long[slots.length * 2];
        for (var at = 0; at < slots.length; at += 2) {
            if (slots[at] != 0) {
                var to = slot(larger, slots[at]);
                larger[to] = slots[at];
                larger[to + 1] = slots[at + 1];
            }
        }
        slots = larger;
    }
}
