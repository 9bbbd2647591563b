package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Reading;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads CSV, TSV and their relatives. Columns are named by their number, from 0. */
final class CsvReader implements ExampleReader {

    /** What is looked at beforehand to tell how many columns there are. */
    private static final int HEAD = 64 * 1024;

    private final Reading reading;
    private final int[] inputs;
    private final int output;
    /** The column that says which part a row belongs to; -1 if there is none. */
    private final int split;

    private final int needed;
    /** Null for a single column, which is taken as it stands. */
    private final @Nullable JoinedInput joined;

    private final boolean knowsOffsets;
    private final RawPair pair = new RawPair();
    private byte[] scratch = new byte[64 * 1024];
    private byte[] outputScratch = new byte[16 * 1024];
    /** The text that {@link #text} found. */
    private byte[] field = new byte[0];

    private int fieldFrom;
    private int fieldTo;

    /** @param knowsOffsets whether positions in the stream are positions in the user's file, that is, nothing was decoded */
    CsvReader(Reading reading, ColumnMapping mapping, boolean knowsOffsets) {
        this.reading = reading;
        this.inputs = mapping.inputs().stream().mapToInt(Integer::parseInt).toArray();
        this.output = Integer.parseInt(mapping.output());
        this.split =
                mapping.split() == null ? -1 : Integer.parseInt(mapping.split().column());
        this.needed =
                Math.max(Math.max(output, split), Arrays.stream(inputs).max().orElse(0)) + 1;
        this.joined = inputs.length == 1 && mapping.template() == null ? null : new JoinedInput(mapping);
        this.knowsOffsets = knowsOffsets;
    }

    @Override
    public void read(InputStream in, RowSink sink) throws IOException {
        var head = in.readNBytes(HEAD);
        var cursor = new CsvCursor(
                new SequenceInputStream(new ByteArrayInputStream(head), in), reading.delimiter(), reading.quote());
        var columns = CsvHead.width(head, head.length < HEAD, reading.delimiter(), reading.quote());
        var first = true;
        while (true) {
            var outcome = cursor.next();
            if (outcome == CsvCursor.Outcome.END) {
                return;
            }
            if (outcome != CsvCursor.Outcome.RECORD) {
                reject(cursor, outcome, sink);
                first = false;
                continue;
            }
            var heading = first && reading.header();
            if (columns == 0 || heading) {
                columns = Math.max(columns, cursor.fields());
            }
            first = false;
            if (heading) {
                continue;
            }
            if (cursor.last() && cut(cursor, columns)) {
                sink.rejected(LeftOut.of(FindingCode.BROKEN_FILE, cursor.line(), text(cursor)));
            } else if (cursor.fields() != columns && ragged(cursor, columns)) {
                sink.rejected(LeftOut.of(
                        FindingCode.RAGGED_ROW,
                        cursor.line(),
                        text(cursor),
                        Integer.toString(cursor.fields()),
                        Integer.toString(columns)));
            } else {
                hand(cursor, sink);
            }
        }
    }

    /** The file ends within this row: in the midst of a character, or before the columns that are needed. */
    private boolean cut(CsvCursor cursor, int columns) {
        return cursor.fields() < columns && cursor.fields() < needed
                || Utf8.endsCut(cursor.bytes(), cursor.recordFrom(), cursor.recordTo());
    }

    /** Missing columns do no harm unless they are mapped, nor do surplus ones if they are empty. */
    private boolean ragged(CsvCursor cursor, int columns) {
        if (cursor.fields() < needed) {
            return true;
        }
        for (var field = Math.max(columns, needed); field < cursor.fields(); field++) {
            if (cursor.from(field) < cursor.to(field)) {
                return true;
            }
        }
        return false;
    }

    private void hand(CsvCursor cursor, RowSink sink) {
        pair.line = cursor.line();
        if (joined == null) {
            scratch = text(cursor, inputs[0], scratch);
            pair.input(field, fieldFrom, fieldTo);
        } else {
            joined.start();
            for (var input : inputs) {
                scratch = text(cursor, input, scratch);
                joined.add(field, fieldFrom, fieldTo);
            }
            joined.finish(pair);
        }
        outputScratch = text(cursor, output, outputScratch);
        pair.output(field, fieldFrom, fieldTo);
        if (split >= 0) {
            pair.part(cursor.bytes(), cursor.from(split), cursor.to(split));
        }
        pair.row(cursor.bytes(), cursor.recordFrom(), cursor.recordTo(), knowsOffsets ? cursor.recordOffset() : -1);
        sink.pair(pair);
    }

    /**
     * Finds a field's text, in the window or, where quotes are doubled, in {@code unescaped}.
     *
     * @return {@code unescaped}, or a larger one in its place
     */
    private byte[] text(CsvCursor cursor, int column, byte[] unescaped) {
        if (!cursor.doubled(column)) {
            field = cursor.bytes();
            fieldFrom = cursor.from(column);
            fieldTo = cursor.to(column);
            return unescaped;
        }
        var needed = cursor.to(column) - cursor.from(column);
        var room = needed <= unescaped.length
                ? unescaped
                : Arrays.copyOf(unescaped, Math.max(needed, unescaped.length * 2));
        field = room;
        fieldFrom = 0;
        fieldTo = cursor.unescape(column, room, 0);
        return room;
    }

    private static void reject(CsvCursor cursor, CsvCursor.Outcome outcome, RowSink sink) {
        var why = switch (outcome) {
            case STRAY_QUOTE -> FindingCode.STRAY_QUOTE;
            case UNCLOSED_QUOTE -> FindingCode.UNCLOSED_QUOTE;
            case TOO_LARGE, TOO_MANY_FIELDS -> FindingCode.ROW_TOO_LARGE;
            case RECORD, END -> throw new IllegalStateException("Nothing to reject");
        };
        var detail = why == FindingCode.ROW_TOO_LARGE ? Window.MOST : cursor.quoteLine();
        sink.rejected(LeftOut.of(why, cursor.line(), text(cursor), Long.toString(detail)));
    }

    private static String text(CsvCursor cursor) {
        return Utf8.excerpt(cursor.bytes(), cursor.recordFrom(), cursor.recordTo(), LeftOut.TEXT);
    }
}
