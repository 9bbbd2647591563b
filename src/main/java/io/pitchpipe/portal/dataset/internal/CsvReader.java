package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Reading;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads CSV, TSV and their relatives. Columns are named by their number, from 0. */
final class CsvReader implements ExampleReader {

    private static final byte[] EMPTY_LINE = {'\n', '\n'};

    private final Reading reading;
    private final int[] inputs;
    private final int output;
    private final int needed;
    private final boolean knowsOffsets;
    private final RawPair pair = new RawPair();
    private byte[] scratch = new byte[64 * 1024];
    private byte[] outputScratch = new byte[16 * 1024];

    /** @param knowsOffsets whether positions in the stream are positions in the user's file, that is, nothing was decoded */
    CsvReader(Reading reading, ColumnMapping mapping, boolean knowsOffsets) {
        this.reading = reading;
        this.inputs = mapping.inputs().stream().mapToInt(Integer::parseInt).toArray();
        this.output = Integer.parseInt(mapping.output());
        this.needed = Math.max(output, Arrays.stream(inputs).max().orElse(0)) + 1;
        this.knowsOffsets = knowsOffsets;
    }

    @Override
    public void read(InputStream in, RowSink sink) throws IOException {
        var cursor = new CsvCursor(in, reading.delimiter(), reading.quote());
        var columns = -1;
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
            if (columns < 0) {
                columns = cursor.fields();
            }
            if (first && reading.header()) {
                first = false;
                continue;
            }
            first = false;
            if (cursor.fields() != columns && ragged(cursor, columns)) {
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
        if (inputs.length == 1) {
            if (cursor.doubled(inputs[0])) {
                scratch = room(scratch, cursor, inputs[0], 0);
                pair.input(scratch, 0, cursor.unescape(inputs[0], scratch, 0));
            } else {
                pair.input(cursor.bytes(), cursor.from(inputs[0]), cursor.to(inputs[0]));
            }
        } else {
            pair.input(scratch, 0, join(cursor));
            pair.inputBytes = scratch;
        }
        if (cursor.doubled(output)) {
            outputScratch = room(outputScratch, cursor, output, 0);
            pair.output(outputScratch, 0, cursor.unescape(output, outputScratch, 0));
        } else {
            pair.output(cursor.bytes(), cursor.from(output), cursor.to(output));
        }
        pair.row(cursor.bytes(), cursor.recordFrom(), cursor.recordTo(), knowsOffsets ? cursor.recordOffset() : -1);
        sink.pair(pair);
    }

    private int join(CsvCursor cursor) {
        var length = 0;
        for (var field : inputs) {
            if (cursor.from(field) == cursor.to(field)) {
                continue;
            }
            scratch = room(scratch, cursor, field, length + EMPTY_LINE.length);
            if (length > 0) {
                System.arraycopy(EMPTY_LINE, 0, scratch, length, EMPTY_LINE.length);
                length += EMPTY_LINE.length;
            }
            if (cursor.doubled(field)) {
                length = cursor.unescape(field, scratch, length);
            } else {
                var size = cursor.to(field) - cursor.from(field);
                System.arraycopy(cursor.bytes(), cursor.from(field), scratch, length, size);
                length += size;
            }
        }
        return length;
    }

    private static byte[] room(byte[] scratch, CsvCursor cursor, int field, int used) {
        var needed = used + cursor.to(field) - cursor.from(field);
        return needed <= scratch.length ? scratch : Arrays.copyOf(scratch, Math.max(needed, scratch.length * 2));
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
