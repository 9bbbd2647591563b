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

    private static long mix(long x) {
        return Long.rotateLeft(x * K, 29) * 0xbf58476d1ce4e5b9L;
    }

    private static long finish(long x) {
        var y = (x ^ x >>> 32) * 0x94d049bb133111ebL;
        return y ^ y >>> 29;
    }
}
