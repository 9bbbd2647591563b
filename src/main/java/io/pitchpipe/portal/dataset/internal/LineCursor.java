package io.pitchpipe.portal.dataset.internal;

import java.io.IOException;
import java.io.InputStream;

/** Walks over the lines of a file that are not blank; CR, LF and CRLF all end one. */
final class LineCursor {

    enum Outcome {
        LINE,
        TOO_LARGE,
        END
    }

    private static final long LFS = Swar.broadcast('\n');
    private static final long CRS = Swar.broadcast('\r');

    private final Window window;
    private int from;
    private int to;
    private int at;
    private long line;
    private boolean afterCr;
    private boolean last;

    LineCursor(InputStream in) {
        this.window = new Window(in);
    }

    byte[] bytes() {
        return window.bytes;
    }

    /** Where the line's text starts, past blanks. */
    int from() {
        return from;
    }

    int to() {
        return to;
    }

    /** The position in the stream of the byte at {@link #from}. */
    long offset() {
        return window.offset + from;
    }

    /** The line ended with the input, not with a line break: it may have been cut. */
    boolean last() {
        return last;
    }

    /** The number, from 1, of the line. */
    long line() {
        return line;
    }

    Outcome next() throws IOException {
        while (true) {
            if (at == window.limit) {
                if (!window.more(at)) {
                    return Outcome.END;
                }
                at -= window.moved();
            }
            if (afterCr && window.bytes[at] == '\n') {
                at++;
                afterCr = false;
                continue;
            }
            afterCr = false;
            line++;
            from = at;
            var end = lineBreak(at);
            while (end == window.limit) {
                var more = window.more(from);
                end -= window.moved();
                from -= window.moved();
                if (!more) {
                    break;
                }
                end = lineBreak(end);
            }
            if (end == window.limit && !window.ended()) {
                return skip();
            }
            to = end;
            last = end == window.limit;
            step(end);
            trim();
            if (from < to) {
                return Outcome.LINE;
            }
        }
    }

    private void step(int end) {
        at = end;
        if (end < window.limit) {
            afterCr = window.bytes[end] == '\r';
            at = end + 1;
        }
    }

    private Outcome skip() throws IOException {
        while (window.next()) {
            var end = lineBreak(0);
            if (end < window.limit) {
                from = 0;
                to = 0;
                step(end);
                return Outcome.TOO_LARGE;
            }
        }
        at = window.limit;
        from = 0;
        to = 0;
        return Outcome.TOO_LARGE;
    }

    private void trim() {
        while (from < to && blank(window.bytes[from])) {
            from++;
        }
        while (to > from && blank(window.bytes[to - 1])) {
            to--;
        }
    }

    private static boolean blank(byte b) {
        return b == ' ' || b == '\t';
    }

    private int lineBreak(int position) {
        var bytes = window.bytes;
        var limit = window.limit;
        var p = position;
        while (p + 8 <= limit) {
            var word = Swar.load(bytes, p);
            var found = Swar.equal(word, LFS) | Swar.equal(word, CRS);
            if (found != 0) {
                return p + Swar.first(found);
            }
            p += 8;
        }
        while (p < limit && bytes[p] != '\n' && bytes[p] != '\r') {
            p++;
        }
        return p;
    }
}
