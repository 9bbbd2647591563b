package io.pitchpipe.portal.dataset.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the records of delimited text, RFC 4180 with what people really have: any delimiter, CR, LF and CRLF in any mixture, empty
 * lines between records. Works on bytes, which UTF-8 allows, since no byte of a longer character equals a delimiter, a quote or a line
 * break. Fields are ranges of the window; a quoted field with doubled quotes is unescaped into a scratch array.
 */
final class CsvCursor {

    /** How a record ended. */
    enum Outcome {
        RECORD,
        /** Text after a closing quote; the record goes to the end of that line. */
        STRAY_QUOTE,
        /** The input ended within a quoted field. */
        UNCLOSED_QUOTE,
        /** Larger than {@link Window#MOST}; skipped. */
        TOO_LARGE,
        /** More than {@link #MOST_FIELDS} fields. */
        TOO_MANY_FIELDS,
        END
    }

    static final int MOST_FIELDS = 10_000;

    private static final long LFS = Swar.broadcast('\n');
    private static final long CRS = Swar.broadcast('\r');

    private final Window window;
    private final byte delimiter;
    private final byte quote;
    private final long delimiters;
    private final long quotes;

    private int[] from = new int[16];
    private int[] to = new int[16];
    private boolean[] doubled = new boolean[16];
    private int fields;
    private int start;
    private int end;
    private int at;
    private boolean last;
    /** The line, from 1, of the record, of the position, and of the last opened quote. */
    private long recordLine = 1;

    private long line = 1;
    private long quoteLine = 1;

    CsvCursor(InputStream in, char delimiter, char quote) {
        this.window = new Window(in);
        this.delimiter = (byte) delimiter;
        this.quote = (byte) quote;
        this.delimiters = Swar.broadcast(delimiter);
        this.quotes = Swar.broadcast(quote);
    }

    int fields() {
        return fields;
    }

    long line() {
        return recordLine;
    }

    /** The line on which the last quoted field opened. */
    long quoteLine() {
        return quoteLine;
    }

    byte[] bytes() {
        return window.bytes;
    }

    int from(int field) {
        return from[field];
    }

    int to(int field) {
        return to[field];
    }

    /** The field has doubled quotes: its text is what {@link #unescape} makes of it. */
    boolean doubled(int field) {
        return doubled[field];
    }

    /** The record ended with the input, not with a line break: it may have been cut. */
    boolean last() {
        return last;
    }

    int recordFrom() {
        return start;
    }

    int recordTo() {
        return end;
    }

    /** The position in the stream of the record's first byte. */
    long recordOffset() {
        return window.offset + start;
    }

    /** Copies the field with doubled quotes made single. @return the end in {@code target} */
    int unescape(int field, byte[] target, int targetFrom) {
        var length = targetFrom;
        var bytes = window.bytes;
        for (var i = from[field]; i < to[field]; i++) {
            target[length++] = bytes[i];
            if (bytes[i] == quote) {
                i++;
            }
        }
        return length;
    }

    /** Moves to the next record. */
    Outcome next() throws IOException {
        if (!skipEmptyLines()) {
            return Outcome.END;
        }
        recordLine = line;
        while (true) {
            var outcome = scan();
            if (outcome != null) {
                return outcome;
            }
            // The window ended within the record: read on and scan it again from its start.
            line = recordLine;
            var more = window.more(start);
            start -= window.moved();
            if (!more && !window.ended()) {
                return skipRecord();
            }
        }
    }

    private boolean skipEmptyLines() throws IOException {
        start = at;
        while (true) {
            while (at < window.limit) {
                var b = window.bytes[at];
                if (b == '\n') {
                    line++;
                } else if (b == '\r') {
                    if (at + 1 == window.limit && !window.ended()) {
                        window.more(at);
                        at -= window.moved();
                        continue;
                    }
                    if (at + 1 < window.limit && window.bytes[at + 1] == '\n') {
                        at++;
                    }
                    line++;
                } else {
                    start = at;
                    return true;
                }
                at++;
            }
            if (!window.more(at)) {
                return false;
            }
            at -= window.moved();
        }
    }

    /** @return null if the window ended before the record did and there is more to read */
    private @Nullable Outcome scan() {
        at = start;
        fields = 0;
        while (true) {
            if (fields == MOST_FIELDS) {
                return skipLine() ? Outcome.TOO_MANY_FIELDS : null;
            }
            ensureFields();
            doubled[fields] = false;
            var quoted = at < window.limit && window.bytes[at] == quote;
            if (quoted) {
                if (!quotedField()) {
                    return window.ended() ? Outcome.UNCLOSED_QUOTE : null;
                }
            } else {
                from[fields] = at;
                at = find(at);
                to[fields] = at;
            }
            if (at == window.limit) {
                if (!window.ended()) {
                    return null;
                }
                fields++;
                end = at;
                last = true;
                return Outcome.RECORD;
            }
            var b = window.bytes[at];
            if (b == delimiter) {
                fields++;
                at++;
                continue;
            }
            if (b != '\n' && b != '\r') {
                return skipLine() ? Outcome.STRAY_QUOTE : null;
            }
            fields++;
            end = at;
            if (b == '\r' && at + 1 == window.limit && !window.ended()) {
                return null;
            }
            at += b == '\r' && at + 1 < window.limit && window.bytes[at + 1] == '\n' ? 2 : 1;
            line++;
            return Outcome.RECORD;
        }
    }

    /** Reads a quoted field up to behind its closing quote. @return false if the window ended before */
    private boolean quotedField() {
        quoteLine = line;
        at++;
        from[fields] = at;
        var bytes = window.bytes;
        var limit = window.limit;
        while (true) {
            at = findInQuotes(at);
            if (at == limit) {
                end = at;
                return false;
            }
            var b = bytes[at];
            if (b == quote) {
                if (at + 1 < limit && bytes[at + 1] == quote) {
                    doubled[fields] = true;
                    at += 2;
                    continue;
                }
                if (at + 1 == limit && !window.ended()) {
                    return false;
                }
                to[fields] = at++;
                return true;
            }
            if (b == '\n' || at + 1 < limit && bytes[at + 1] != '\n') {
                line++;
            }
            at++;
        }
    }

    /** To the end of the line at hand. @return false if the window ended before */
    private boolean skipLine() {
        while (at < window.limit && window.bytes[at] != '\n' && window.bytes[at] != '\r') {
            at++;
        }
        end = at;
        return at < window.limit || window.ended();
    }

    private enum Within {
        FIELD_START,
        PLAIN,
        QUOTED,
        CLOSED
    }

    /** Skips a record too large to keep, holding no more of it than a window. */
    private Outcome skipRecord() throws IOException {
        line = recordLine;
        var within = Within.FIELD_START;
        byte before = 0;
        do {
            for (at = 0; at < window.limit; at++) {
                var b = window.bytes[at];
                var lineBreak = b == '\n' || b == '\r';
                if (lineBreak && within != Within.QUOTED) {
                    start = 0;
                    end = at;
                    return Outcome.TOO_LARGE;
                }
                if (b == '\r' || b == '\n' && before != '\r') {
                    line++;
                }
                within = step(within, b);
                before = b;
            }
        } while (window.next());
        start = 0;
        end = 0;
        at = window.limit;
        return within == Within.QUOTED ? Outcome.UNCLOSED_QUOTE : Outcome.TOO_LARGE;
    }

    private Within step(Within within, byte b) {
        if (b == quote) {
            if (within == Within.FIELD_START) {
                quoteLine = line;
            }
            return switch (within) {
                case FIELD_START, CLOSED -> Within.QUOTED;
                case QUOTED -> Within.CLOSED;
                case PLAIN -> Within.PLAIN;
            };
        }
        if (within == Within.QUOTED) {
            return Within.QUOTED;
        }
        return b == delimiter ? Within.FIELD_START : Within.PLAIN;
    }

    /** The next delimiter or line break at or after {@code position}, or the window's end. */
    private int find(int position) {
        var bytes = window.bytes;
        var limit = window.limit;
        var p = position;
        while (p + 8 <= limit) {
            var word = Swar.load(bytes, p);
            var found = Swar.equal(word, delimiters) | Swar.equal(word, LFS) | Swar.equal(word, CRS);
            if (found != 0) {
                return p + Swar.first(found);
            }
            p += 8;
        }
        while (p < limit && bytes[p] != delimiter && bytes[p] != '\n' && bytes[p] != '\r') {
            p++;
        }
        return p;
    }

    /** The next quote or line break at or after {@code position}, or the window's end. */
    private int findInQuotes(int position) {
        var bytes = window.bytes;
        var limit = window.limit;
        var p = position;
        while (p + 8 <= limit) {
            var word = Swar.load(bytes, p);
            var found = Swar.equal(word, quotes) | Swar.equal(word, LFS) | Swar.equal(word, CRS);
            if (found != 0) {
                return p + Swar.first(found);
            }
            p += 8;
        }
        while (p < limit && bytes[p] != quote && bytes[p] != '\n' && bytes[p] != '\r') {
            p++;
        }
        return p;
    }

    private void ensureFields() {
        if (fields == from.length) {
            from = Arrays.copyOf(from, fields * 2);
            to = Arrays.copyOf(to, fields * 2);
            doubled = Arrays.copyOf(doubled, fields * 2);
        }
    }
}
