package io.pitchpipe.portal.dataset.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Eight bytes at a time in a long, little-endian: the first byte is the lowest. */
final class Swar {

    static final long HIGH = 0x8080808080808080L;
    private static final long ONES = 0x0101010101010101L;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private Swar() {}

    static long load(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }

    static void store(byte[] bytes, int at, long word) {
        LONG.set(bytes, at, word);
    }

    static long broadcast(int b) {
        return ONES * (b & 0xff);
    }

    /** The high bit of each byte that equals the pattern's; bytes above the first match may be wrong, the first never is. */
    static long equal(long word, long pattern) {
        var x = word ^ pattern;
        return (x - ONES) & ~x & HIGH;
    }

    /** The high bit of bytes below 0x20; exact up to and including the first match. */
    static long control(long word) {
        return (word - ONES * 0x20) & ~word & HIGH;
    }

    /** How many of the eight bytes are ASCII digits. */
    static int digits(long word) {
        // Seven bits and a borrowed eighth: no byte carries into the next. Set where the byte is at least '0', or
        // beyond '9'.
        var low = word & ~HIGH;
        var atLeast = low + ONES * (0x80 - '0');
        var beyond = low + ONES * (0x80 - '9' - 1);
        return Long.bitCount(atLeast & ~beyond & ~word & HIGH);
    }

    /** The high bit of each byte that is an ASCII letter. */
    static long letters(long word) {
        var low = (word | ONES * 0x20) & ~HIGH;
        var atLeast = low + ONES * (0x80 - 'a');
        var beyond = low + ONES * (0x80 - 'z' - 1);
        return atLeast & ~beyond & ~word & HIGH;
    }

    /** The index, 0 to 7, of the first marked byte. */
    static int first(long marks) {
        return Long.numberOfTrailingZeros(marks) >>> 3;
    }
}
