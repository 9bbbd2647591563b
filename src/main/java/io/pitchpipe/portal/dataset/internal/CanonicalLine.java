package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Example;
import java.nio.charset.StandardCharsets;

/**
 * Reads one line of a chunk, {@code {"textInput":"…","output":"…"}}, as {@link CanonicalWriter} writes it: always these two fields
 * in this order without spaces. Whatever is read here has been validated when it was written.
 */
public final class CanonicalLine {

    static final byte[] OPEN = "{\"textInput\":\"".getBytes(StandardCharsets.US_ASCII);
    static final byte[] MIDDLE = "\",\"output\":\"".getBytes(StandardCharsets.US_ASCII);
    static final byte[] CLOSE = "\"}\n".getBytes(StandardCharsets.US_ASCII);

    private CanonicalLine() {}

    /** The example in {@code bytes[from, to)}, with or without its line feed. */
    public static Example parse(byte[] bytes, int from, int to) {
        var inputFrom = from + OPEN.length;
        var inputTo = endOfString(bytes, inputFrom, to);
        var outputFrom = inputTo + MIDDLE.length;
        var outputTo = endOfString(bytes, outputFrom, to);
        return new Example(text(bytes, inputFrom, inputTo), text(bytes, outputFrom, outputTo));
    }

    private static int endOfString(byte[] bytes, int from, int to) {
        var at = from;
        while (at < to && bytes[at] != '"') {
            at += bytes[at] == '\\' ? 2 : 1;
        }
        if (at >= to) {
            throw new IllegalStateException("A stored chunk holds a line that is not canonical");
        }
        return at;
    }

    private static String text(byte[] bytes, int from, int to) {
        for (var at = from; at < to; at++) {
            if (bytes[at] == '\\') {
                return unescaped(bytes, from, to);
            }
        }
        return new String(bytes, from, to - from, StandardCharsets.UTF_8);
    }

    private static String unescaped(byte[] bytes, int from, int to) {
        var plain = new byte[to - from];
        var length = unescape(bytes, from, to, plain, 0);
        return new String(plain, 0, length, StandardCharsets.UTF_8);
    }

    /**
     * Undoes the escapes of a canonical string, which are those of control characters, quote and backslash only.
     *
     * @return where the plain bytes end in {@code target}
     */
    static int unescape(byte[] bytes, int from, int to, byte[] target, int start) {
        var end = start;
        for (var at = from; at < to; at++) {
            var b = bytes[at];
            if (b != '\\') {
                target[end++] = b;
                continue;
            }
            at++;
            target[end++] = switch (bytes[at]) {
                case 'n' -> (byte) '\n';
                case 'r' -> (byte) '\r';
                case 't' -> (byte) '\t';
                case 'b' -> (byte) '\b';
                case 'f' -> (byte) '\f';
                case 'u' -> {
                    at += 4;
                    yield (byte) (Character.digit(bytes[at - 1], 16) * 16 + Character.digit(bytes[at], 16));
                }
                default -> bytes[at];
            };
        }
        return end;
    }
}
