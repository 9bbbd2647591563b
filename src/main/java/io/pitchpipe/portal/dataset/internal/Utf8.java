package io.pitchpipe.portal.dataset.internal;

import java.nio.charset.StandardCharsets;

/** Strict UTF-8, as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF. */
final class Utf8 {

    private Utf8() {}

    /** The length, 2 to 4, of the sequence that starts at {@code at} with a byte above 0x7F; 0 if it is not valid. */
    static int sequence(byte[] bytes, int at, int to) {
        var lead = bytes[at] & 0xff;
        if (lead < 0xc2 || lead > 0xf4) {
            return 0;
        }
        if (lead < 0xe0) {
            return continuation(bytes, at + 1, to) ? 2 : 0;
        }
        if (!continuation(bytes, at + 1, to) || !continuation(bytes, at + 2, to)) {
            return 0;
        }
        var second = bytes[at + 1] & 0xff;
        if (lead < 0xf0) {
            var overlong = lead == 0xe0 && second < 0xa0;
            var surrogate = lead == 0xed && second >= 0xa0;
            return overlong || surrogate ? 0 : 3;
        }
        var overlong = lead == 0xf0 && second < 0x90;
        var beyond = lead == 0xf4 && second >= 0x90;
        return overlong || beyond || !continuation(bytes, at + 3, to) ? 0 : 4;
    }

    private static boolean continuation(byte[] bytes, int at, int to) {
        return at < to && (bytes[at] & 0xc0) == 0x80;
    }

    /** Where the first invalid byte is, or -1. */
    static int firstInvalid(byte[] bytes, int from, int to) {
        var at = from;
        while (at < to) {
            if (at + 8 <= to && (Swar.load(bytes, at) & Swar.HIGH) == 0) {
                at += 8;
            } else if (bytes[at] >= 0) {
                at++;
            } else {
                var length = sequence(bytes, at, to);
                if (length == 0) {
                    return at;
                }
                at += length;
            }
        }
        return -1;
    }

    /** Whether the text ends in the midst of a character. */
    static boolean endsCut(byte[] bytes, int from, int to) {
        for (var at = to - 1; at >= Math.max(from, to - 3); at--) {
            if ((bytes[at] & 0xc0) != 0x80) {
                return bytes[at] < 0 && at + expected(bytes[at]) > to;
            }
        }
        return false;
    }

    /** How many bytes the character has that this one begins; 1 if none begins with it. */
    static int expected(byte lead) {
        var b = lead & 0xff;
        return b < 0xc2 || b > 0xf4 ? 1 : b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
    }

    /** How many code points valid UTF-8 has. */
    static int codePoints(byte[] bytes, int from, int to) {
        var count = 0;
        for (var at = from; at < to; at++) {
            count += (bytes[at] & 0xc0) == 0x80 ? 0 : 1;
        }
        return count;
    }

    /** The code point that starts at {@code at} of valid UTF-8. */
    static int codePoint(byte[] bytes, int at) {
        var lead = bytes[at] & 0xff;
        if (lead < 0x80) {
            return lead;
        }
        if (lead < 0xe0) {
            return (lead & 0x1f) << 6 | bytes[at + 1] & 0x3f;
        }
        if (lead < 0xf0) {
            return (lead & 0x0f) << 12 | (bytes[at + 1] & 0x3f) << 6 | bytes[at + 2] & 0x3f;
        }
        return (lead & 0x07) << 18 | (bytes[at + 1] & 0x3f) << 12 | (bytes[at + 2] & 0x3f) << 6 | bytes[at + 3] & 0x3f;
    }

    /** Writes a code point that is no half of a surrogate pair. @return the position behind it */
    static int encode(int codePoint, byte[] target, int at) {
        if (codePoint < 0x80) {
            target[at] = (byte) codePoint;
            return at + 1;
        }
        if (codePoint < 0x800) {
            target[at] = (byte) (0xc0 | codePoint >> 6);
            target[at + 1] = (byte) (0x80 | codePoint & 0x3f);
            return at + 2;
        }
        if (codePoint < 0x10000) {
            target[at] = (byte) (0xe0 | codePoint >> 12);
            target[at + 1] = (byte) (0x80 | codePoint >> 6 & 0x3f);
            target[at + 2] = (byte) (0x80 | codePoint & 0x3f);
            return at + 3;
        }
        target[at] = (byte) (0xf0 | codePoint >> 18);
        target[at + 1] = (byte) (0x80 | codePoint >> 12 & 0x3f);
        target[at + 2] = (byte) (0x80 | codePoint >> 6 & 0x3f);
        target[at + 3] = (byte) (0x80 | codePoint & 0x3f);
        return at + 4;
    }

    /** White space in any script, and the invisible characters that spreadsheets leave behind. */
    static boolean blank(int codePoint) {
        if (codePoint > ' ' && codePoint < 0x7f) {
            return false;
        }
        return Character.isWhitespace(codePoint)
                || Character.isSpaceChar(codePoint)
                || codePoint == 0xfeff
                || codePoint == 0x200b;
    }

    /** Where the text in valid UTF-8 {@code bytes[from, to)} starts, past blanks; {@code to} if it is all blank. */
    static int skipBlanks(byte[] bytes, int from, int to) {
        var at = from;
        while (at < to && blank(codePoint(bytes, at))) {
            at += expected(bytes[at]);
        }
        return at;
    }

    /**
     * Where an answer starts: past blanks, as {@link #skipBlanks}, but with the indentation of its first line, which belongs to code. Two blanks or a
     * tab are an indentation, a single blank is a slip.
     */
    static int skipToIndentation(byte[] bytes, int from, int to) {
        var start = skipBlanks(bytes, from, to);
        var line = start;
        var tab = false;
        while (line > from && (bytes[line - 1] == ' ' || bytes[line - 1] == '\t')) {
            line--;
            tab |= bytes[line] == '\t';
        }
        return tab || start - line > 1 ? line : start;
    }

    /** Where the text in valid UTF-8 {@code bytes[from, to)} ends, before blanks. */
    static int dropBlanks(byte[] bytes, int from, int to) {
        var end = to;
        while (end > from) {
            var start = end - 1;
            while (start > from && (bytes[start] & 0xc0) == 0x80) {
                start--;
            }
            if (!blank(codePoint(bytes, start))) {
                return end;
            }
            end = start;
        }
        return end;
    }

    /**
     * The first characters for people to look at. What is no valid UTF-8 is shown as {@code \xE9}, never as a replacement
     * character, which would hide what the file holds.
     */
    static String excerpt(byte[] bytes, int from, int to, int characters) {
        var shown = new StringBuilder();
        var at = from;
        for (var count = 0; at < to && count < characters; count++) {
            if (bytes[at] >= 0) {
                shown.append(bytes[at] == 0 ? "\\x00" : String.valueOf((char) bytes[at]));
                at++;
                continue;
            }
            var length = sequence(bytes, at, to);
            if (length == 0) {
                shown.append("\\x").append(String.format("%02X", bytes[at] & 0xff));
                at++;
            } else {
                shown.append(new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return at < to ? shown.append('…').toString() : shown.toString();
    }
}
