package io.pitchpipe.portal.dataset.internal;

/** Holds bytes that come in parts to strict UTF-8, and remembers the first that is not. */
final class Utf8Watch {

    private final byte[] carried = new byte[4];
    private int carriedLength;
    private long total;
    private long invalidAt = -1;

    void update(byte[] bytes, int length) {
        var at = 0;
        if (invalidAt < 0 && carriedLength > 0) {
            var before = carriedLength;
            while (at < length && carriedLength < Utf8.expected(carried[0])) {
                carried[carriedLength++] = bytes[at++];
            }
            if (carriedLength == Utf8.expected(carried[0])) {
                if (Utf8.sequence(carried, 0, carriedLength) == 0) {
                    invalidAt = total - before;
                }
                carriedLength = 0;
            }
        }
        if (invalidAt < 0) {
            var bad = Utf8.firstInvalid(bytes, at, length);
            if (bad >= 0 && bad + Utf8.expected(bytes[bad]) > length) {
                // Perhaps only cut: the next part tells.
                carriedLength = length - bad;
                System.arraycopy(bytes, bad, carried, 0, carriedLength);
            } else if (bad >= 0) {
                invalidAt = total + bad;
            }
        }
        total += length;
    }

    /** The position of the first byte that is no UTF-8, once all parts have been seen; -1 if there is none. */
    long invalidAt() {
        return invalidAt < 0 && carriedLength > 0 ? total - carriedLength : invalidAt;
    }
}
