package io.pitchpipe.portal.dataset.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads lines that are flat JSON objects of texts without making a String: finds two fields, undoes their escapes. Says no to whatever
 * is anything else, right or wrong, and leaves it to Jackson; what it says yes to, Jackson would read the same.
 */
final class FlatObject {

    private static final long QUOTES = Swar.broadcast('"');
    private static final long BACKSLASHES = Swar.broadcast('\\');

    final RawPair pair = new RawPair();
    private final byte[] inputName;
    private final byte[] outputName;
    private byte[] scratch = new byte[64 * 1024];
    private int scratchUsed;
    private byte[] bytes = new byte[0];
    private int at;
    private int to;
    /** Of the string read last: its range, and whether it has escapes. */
    private int stringFrom;

    private int stringTo;
    private boolean escaped;

    FlatObject(String inputName, String outputName) {
        this.inputName = inputName.getBytes(StandardCharsets.UTF_8);
        this.outputName = outputName.getBytes(StandardCharsets.UTF_8);
    }

    /** @return false if the line is for Jackson */
    boolean read(byte[] line, int from, int end) {
        bytes = line;
        at = from;
        to = end;
        scratchUsed = 0;
        if (scratch.length < end - from) {
            scratch = new byte[Math.max(end - from, scratch.length * 2)];
        }
        var hasInput = false;
        var hasOutput = false;
        if (!take('{')) {
            return false;
        }
        do {
            if (!string() || escaped) {
                return false;
            }
            var input = named(inputName);
            var output = named(outputName);
            // Other fields may be anything, even twice: only Jackson knows.
            if (!input && !output || input && hasInput || output && hasOutput) {
                return false;
            }
            if (!take(':') || !string() || escaped && !unescape()) {
                return false;
            }
            var value = escaped ? scratch : bytes;
            if (input) {
                pair.input(value, stringFrom, stringTo);
                hasInput = true;
            }
            if (output) {
                pair.output(value, stringFrom, stringTo);
                hasOutput = true;
            }
        } while (take(','));
        return take('}') && at == to && hasInput && hasOutput;
    }

    private boolean named(byte[] name) {
        return Arrays.equals(bytes, stringFrom, stringTo, name, 0, name.length);
    }

    private boolean take(char expected) {
        blanks();
        if (at < to && bytes[at] == expected) {
            at++;
            blanks();
            return true;
        }
        return false;
    }

    private void blanks() {
        while (at < to && (bytes[at] == ' ' || bytes[at] == '\t')) {
            at++;
        }
    }

    private boolean string() {
        if (at >= to || bytes[at] != '"') {
            return false;
        }
        at++;
        stringFrom = at;
        escaped = false;
        while (true) {
            at = special(at);
            if (at >= to) {
                return false;
            }
            var b = bytes[at];
            if (b == '"') {
                stringTo = at++;
                return true;
            }
            if (b != '\\') {
                return false;
            }
            escaped = true;
            at += 2;
        }
    }

    /** The next quote, backslash or control character. */
    private int special(int position) {
        var p = position;
        while (p + 8 <= to) {
            var word = Swar.load(bytes, p);
            // A byte above 0x7f is never "control": the test looks at the high bit that it has.
            var found = Swar.equal(word, QUOTES) | Swar.equal(word, BACKSLASHES) | Swar.control(word);
            if (found != 0) {
                return p + Swar.first(found);
            }
            p += 8;
        }
        while (p < to && bytes[p] != '"' && bytes[p] != '\\' && (bytes[p] & 0xff) >= 0x20) {
            p++;
        }
        return p;
    }

    /** Puts the plain bytes of the last string into the scratch array, which holds any line's. */
    private boolean unescape() {
        var start = scratchUsed;
        var end = start;
        for (var i = stringFrom; i < stringTo; i++) {
            var b = bytes[i];
            if (b != '\\') {
                scratch[end++] = b;
                continue;
            }
            i++;
            var plain = switch (bytes[i]) {
                case 'n' -> '\n';
                case 'r' -> '\r';
                case 't' -> '\t';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case '"', '\\', '/' -> bytes[i];
                case 'u' -> -1;
                default -> -2;
            };
            if (plain >= 0) {
                scratch[end++] = (byte) plain;
                continue;
            }
            if (plain == -2 || i + 4 >= stringTo) {
                return false;
            }
            var unit = unit(i + 1);
            i += 4;
            if (unit < 0 || Character.isLowSurrogate((char) unit)) {
                return false;
            }
            var codePoint = unit;
            if (Character.isHighSurrogate((char) unit)) {
                var followed = i + 6 < stringTo && bytes[i + 1] == '\\' && bytes[i + 2] == 'u';
                var low = followed ? unit(i + 3) : -1;
                if (low < 0 || !Character.isLowSurrogate((char) low)) {
                    return false;
                }
                codePoint = Character.toCodePoint((char) unit, (char) low);
                i += 6;
            }
            end = encode(codePoint, end);
        }
        scratchUsed = end;
        stringFrom = start;
        stringTo = end;
        return true;
    }

    /** @return the UTF-16 unit of four hexadecimal digits, or -1 */
    private int unit(int from) {
        var unit = 0;
        for (var i = from; i < from + 4; i++) {
            var digit = bytes[i] < 0 ? -1 : Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }

    private int encode(int codePoint, int from) {
        var end = from;
        if (codePoint < 0x80) {
            scratch[end++] = (byte) codePoint;
        } else if (codePoint < 0x800) {
            scratch[end++] = (byte) (0xc0 | codePoint >> 6);
            scratch[end++] = (byte) (0x80 | codePoint & 0x3f);
        } else if (codePoint < 0x10000) {
            scratch[end++] = (byte) (0xe0 | codePoint >> 12);
            scratch[end++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
            scratch[end++] = (byte) (0x80 | codePoint & 0x3f);
        } else {
            scratch[end++] = (byte) (0xf0 | codePoint >> 18);
            scratch[end++] = (byte) (0x80 | codePoint >> 12 & 0x3f);
            scratch[end++] = (byte) (0x80 | codePoint >> 6 & 0x3f);
            scratch[end++] = (byte) (0x80 | codePoint & 0x3f);
        }
        return end;
    }
}
