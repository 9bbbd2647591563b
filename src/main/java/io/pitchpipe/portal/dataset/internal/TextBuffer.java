package io.pitchpipe.portal.dataset.internal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Bytes of text one after another, up to {@link #MOST}; of what is beyond only is known that it was there. */
final class TextBuffer {

    /** As much as of any record that is read. */
    static final int MOST = Window.MOST;

    private static final long UNDERSCORES = Swar.broadcast('_');
    /** {@code _x000D_}. */
    private static final int ESCAPE = 7;

    private byte[] bytes = new byte[4 * 1024];
    private int length;
    private boolean overflowed;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Something was left off since the last {@link #clear}. */
    boolean overflowed() {
        return overflowed;
    }

    void clear() {
        length = 0;
        overflowed = false;
    }

    /** Forgets what was added behind {@code mark}. */
    void truncate(int mark) {
        length = mark;
    }

    void append(byte[] source, int from, int to) {
        var more = Math.min(to - from, MOST - length);
        overflowed |= more < to - from;
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.min(MOST, Math.max(length + more, bytes.length * 2)));
        }
        System.arraycopy(source, from, bytes, length, more);
        length += more;
    }

    void append(String text) {
        var encoded = text.getBytes(StandardCharsets.UTF_8);
        append(encoded, 0, encoded.length);
    }

    String text(int from) {
        return new String(bytes, from, length - from, StandardCharsets.UTF_8);
    }

    /**
     * Puts characters in the place of the escapes behind {@code from}: {@code _xHHHH_} is a UTF-16 unit that XML cannot hold or that a
     * program did not want to write. Half a surrogate pair stays as it is written.
     *
     * @see <a href="https://learn.microsoft.com/openspecs/office_standards/ms-oi29500">ST_Xstring, ISO/IEC 29500-1, 22.9.2.19</a>
     */
    void unescape(int from) {
        var read = escape(from);
        var write = read;
        while (read < length) {
            var unit = unit(read);
            var low = Character.isHighSurrogate((char) unit) ? unit(read + ESCAPE) : -1;
            if (low >= 0 && Character.isLowSurrogate((char) low)) {
                write = Utf8.encode(Character.toCodePoint((char) unit, (char) low), bytes, write);
                read += 2 * ESCAPE;
            } else if (unit >= 0 && !Character.isSurrogate((char) unit)) {
                write = Utf8.encode(unit, bytes, write);
                read += ESCAPE;
            } else {
                bytes[write++] = bytes[read++];
            }
            var next = escape(read);
            System.arraycopy(bytes, read, bytes, write, next - read);
            write += next - read;
            read = next;
        }
        length = write;
    }

    /** Where the next underscore is, at which an escape may begin; the end of the text if there is none. */
    private int escape(int from) {
        var at = from;
        while (at + 8 <= length) {
            var found = Swar.equal(Swar.load(bytes, at), UNDERSCORES);
            if (found != 0) {
                return at + Swar.first(found);
            }
            at += 8;
        }
        while (at < length && bytes[at] != '_') {
            at++;
        }
        return at;
    }

    /** The UTF-16 unit whose escape begins at {@code at}; -1 if none does. */
    private int unit(int at) {
        if (at + ESCAPE > length || bytes[at] != '_' || bytes[at + 1] != 'x' || bytes[at + 6] != '_') {
            return -1;
        }
        var unit = 0;
        for (var i = at + 2; i < at + 6; i++) {
            var digit = Character.digit(bytes[i], 16);
            if (digit < 0) {
                return -1;
            }
            unit = unit << 4 | digit;
        }
        return unit;
    }
}
