package io.pitchpipe.portal.dataset.internal;

/** Follows a record of delimited text that is too large to keep to its end, byte by byte. */
final class SkippedRecord {

    private enum Within {
        FIELD_START,
        PLAIN,
        QUOTED,
        CLOSED
    }

    private final CsvMarks marks;
    private Within within = Within.FIELD_START;
    private byte before;
    private long line;
    private long quoteLine;

    /**
     * @param line the line on which it begins
     * @param quoteLine what is told as the line of the last quote as long as none opens
     */
    SkippedRecord(CsvMarks marks, long line, long quoteLine) {
        this.marks = marks;
        this.line = line;
        this.quoteLine = quoteLine;
    }

    /** The line of the byte that was looked at last. */
    long line() {
        return line;
    }

    /** The line on which the last quoted field opened. */
    long quoteLine() {
        return quoteLine;
    }

    /** The record is within quotes. */
    boolean quoted() {
        return within == Within.QUOTED;
    }

    /** @return false if the record ends before this byte, which is a line break then */
    boolean goesOn(byte b) {
        var lineBreak = b == '\n' || b == '\r';
        if (lineBreak && within != Within.QUOTED) {
            return false;
        }
        if (b == '\r' || b == '\n' && before != '\r') {
            line++;
        }
        if (b == marks.quote && within == Within.FIELD_START) {
            quoteLine = line;
        }
        within = next(b);
        before = b;
        return true;
    }

    private Within next(byte b) {
        if (b == marks.quote) {
            return switch (within) {
                case FIELD_START, CLOSED -> Within.QUOTED;
                case QUOTED -> Within.CLOSED;
                case PLAIN -> Within.PLAIN;
            };
        }
        if (within == Within.QUOTED) {
            return Within.QUOTED;
        }
        return b == marks.delimiter ? Within.FIELD_START : Within.PLAIN;
    }
}
