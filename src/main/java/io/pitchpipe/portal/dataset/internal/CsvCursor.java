package io.pitchpipe.portal.dataset.internal;

import java.io.IOException;
import java.io.InputStream;
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
        /** More than {@link CsvFields#MOST} fields. */
        TOO_MANY_FIELDS,
        END
    }

    private final Window window;
    private final CsvMarks marks;
    private final CsvFields fields = new CsvFields();
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
        this.marks = new CsvMarks(delimiter, quote);
    }

    int fields() {
        return fields.count();
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
        return fields.from(field);
    }

    int to(int field) {
        return fields.to(field);
    }

    /** The field has doubled quotes: its text is what {@link #unescape} makes of it. */
    boolean doubled(int field) {
        return fields.doubled(field);
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
        for (var i = fields.from(field); i < fields.to(field); i++) {
            target[length++] = bytes[i];
            if (bytes[i] == marks.quote) {
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
        fields.clear();
        while (true) {
            if (fields.full()) {
                return skipLine() ? Outcome.TOO_MANY_FIELDS : null;
            }
            if (at < window.limit && window.bytes[at] == marks.quote) {
                if (!quotedField()) {
                    return window.ended() ? Outcome.UNCLOSED_QUOTE : null;
                }
            } else {
                var from = at;
                at = marks.delimiter(window.bytes, from, window.limit);
                fields.add(from, at, false);
            }
            if (at == window.limit) {
                if (!window.ended()) {
                    return null;
                }
                end = at;
                last = true;
                return Outcome.RECORD;
            }
            var b = window.bytes[at];
            if (b == marks.delimiter) {
                at++;
                continue;
            }
            if (b != '\n' && b != '\r') {
                return skipLine() ? Outcome.STRAY_QUOTE : null;
            }
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
        var from = ++at;
        var doubled = false;
        var bytes = window.bytes;
        var limit = window.limit;
        while (true) {
            at = marks.quote(bytes, at, limit);
            if (at == limit) {
                end = at;
                return false;
            }
            var b = bytes[at];
            if (b == marks.quote) {
                if (at + 1 < limit && bytes[at + 1] == marks.quote) {
                    doubled = true;
                    at += 2;
                    continue;
                }
                if (at + 1 == limit && !window.ended()) {
                    return false;
                }
                fields.add(from, at++, doubled);
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

    /** Skips a record too large to keep, holding no more of it than a window. */
    private Outcome skipRecord() throws IOException {
        var skipped = new SkippedRecord(marks, recordLine, quoteLine);
        var ended = false;
        start = 0;
        end = 0;
        do {
            at = 0;
            while (at < window.limit && !ended) {
                if (skipped.goesOn(window.bytes[at])) {
                    at++;
                } else {
                    ended = true;
                    end = at;
                }
            }
        } while (!ended && window.next());
        at = ended ? at : window.limit;
        line = skipped.line();
        quoteLine = skipped.quoteLine();
        return skipped.quoted() ? Outcome.UNCLOSED_QUOTE : Outcome.TOO_LARGE;
    }
}
