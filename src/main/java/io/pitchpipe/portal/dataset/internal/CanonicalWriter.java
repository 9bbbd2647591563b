package io.pitchpipe.portal.dataset.internal;

import java.util.Arrays;

/**
 * Writes canonical lines into one growing buffer: in one pass over a field's bytes it holds them to strict UTF-8, counts code points,
 * escapes what JSON needs escaped, and copies. Eight bytes at a time while nothing special is met.
 */
final class CanonicalWriter {

    /** {@link #append} met bytes that are no UTF-8. */
    static final int INVALID_UTF8 = -1;
    /** {@link #append} met a NUL. */
    static final int NUL = -2;

    private static final long QUOTES = Swar.broadcast('"');
    private static final long BACKSLASHES = Swar.broadcast('\\');
    private static final byte[] HEX = "0123456789abcdef".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    private byte[] buffer = new byte[192 * 1024];
    private int length;

    byte[] buffer() {
        return buffer;
    }

    int length() {
        return length;
    }

    /** Forgets what was written from {@code mark} on. */
    void truncate(int mark) {
        length = mark;
    }

    void literal(byte[] bytes) {
        ensure(bytes.length);
        System.arraycopy(bytes, 0, buffer, length, bytes.length);
        length += bytes.length;
    }

    /** @return the number of code points, or {@link #INVALID_UTF8} or {@link #NUL}; then the buffer holds a part */
    int append(byte[] bytes, int from, int to) {
        // Each byte becomes at most six (\\u001f), and whole words are stored at once.
        ensure((to - from) * 6 + 8);
        var out = buffer;
        var end = length;
        var at = from;
        var continuations = 0;
        while (at < to) {
            if (at + 8 <= to) {
                var word = Swar.load(bytes, at);
                var special = word & Swar.HIGH
                        | Swar.control(word)
                        | Swar.equal(word, QUOTES)
                        | Swar.equal(word, BACKSLASHES);
                Swar.store(out, end, word);
                if (special == 0) {
                    at += 8;
                    end += 8;
                    continue;
                }
                var plain = Swar.first(special);
                at += plain;
                end += plain;
            }
            var b = bytes[at];
            if (b < 0) {
                var sequence = Utf8.sequence(bytes, at, to);
                if (sequence == 0) {
                    return INVALID_UTF8;
                }
                for (var i = 0; i < sequence; i++) {
                    out[end++] = bytes[at++];
                }
                continuations += sequence - 1;
            } else if (b == 0) {
                return NUL;
            } else {
                end = escape(out, end, b);
                at++;
            }
        }
        length = end;
        return to - from - continuations;
    }

    private static int escape(byte[] out, int at, byte b) {
        var end = at;
        if (b >= 0x20 && b != '"' && b != '\\') {
            out[end++] = b;
            return end;
        }
        out[end++] = '\\';
        switch (b) {
            case '\n' -> out[end++] = 'n';
            case '\r' -> out[end++] = 'r';
            case '\t' -> out[end++] = 't';
            case '\b' -> out[end++] = 'b';
            case '\f' -> out[end++] = 'f';
            case '"', '\\' -> out[end++] = b;
            default -> {
                out[end++] = 'u';
                out[end++] = '0';
                out[end++] = '0';
                out[end++] = HEX[b >> 4];
                out[end++] = HEX[b & 15];
            }
        }
        return end;
    }

    private void ensure(int more) {
        if (buffer.length - length < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
