package io.pitchpipe.portal.dataset.internal;

/**
 * A 64-bit hash of bytes, to tell rows apart. Two different rows out of a million share one with a probability below 1 in 30 million;
 * it resists accidents, not somebody who wants their own rows taken for duplicates.
 */
final class Hash {

    private static final long K = 0x9e3779b97f4a7c15L;

    private Hash() {}

    static long of(byte[] bytes, int from, int to) {
        return of(bytes, from, to, 0);
    }

    static long of(byte[] bytes, int from, int to, long seed) {
        var hash = seed ^ (to - from) * K;
        var at = from;
        for (; at + 8 <= to; at += 8) {
            hash = mix(hash ^ Swar.load(bytes, at));
        }
        var rest = 0L;
        for (; at < to; at++) {
            rest = rest << 8 | bytes[at] & 0xff;
        }
        return finish(mix(hash ^ rest));
    }

    /** Of the first {@code length} characters; not the same as that of their bytes. */
    static long of(char[] chars, int length) {
        var hash = length * K;
        var at = 0;
        for (; at + 4 <= length; at += 4) {
            hash = mix(hash
                    ^ (chars[at]
                            | (long) chars[at + 1] << 16
                            | (long) chars[at + 2] << 32
                            | (long) chars[at + 3] << 48));
        }
        var rest = 0L;
        for (; at < length; at++) {
            rest = rest << 16 | chars[at];
        }
        return finish(mix(hash ^ rest));
    }

    private static long mix(long x) {
        return Long.rotateLeft(x * K, 29) * 0xbf58476d1ce4e5b9L;
    }

    /** Spreads what is known of each bit over all of them. */
    static long finish(long x) {
        var y = (x ^ x >>> 32) * 0x94d049bb133111ebL;
        return y ^ y >>> 29;
    }
}
