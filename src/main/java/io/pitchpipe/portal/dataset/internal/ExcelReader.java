package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.RefusedFileException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads a sheet of an .xlsx workbook. Columns are named by their number, from 0; lines are the sheet's row numbers. */
final class ExcelReader implements ExampleReader {

    private final Workbooks workbooks;
    private final Reading reading;
    private final int[] inputs;
    private final int output;
    /** The column that says which part a row belongs to; -1 if there is none. */
    private final int split;
    /** Null for a single column, which is taken as it stands. */
    private final @Nullable JoinedInput joined;

    private final RawPair pair = new RawPair();

    ExcelReader(Workbooks workbooks, Reading reading, ColumnMapping mapping) {
        this.workbooks = workbooks;
        this.reading = reading;
        this.inputs = mapping.inputs().stream().mapToInt(Integer::parseInt).toArray();
        this.output = Integer.parseInt(mapping.output());
        this.split =
                mapping.split() == null ? -1 : Integer.parseInt(mapping.split().column());
        this.joined = inputs.length == 1 && mapping.template() == null ? null : new JoinedInput(mapping);
    }

    @Override
    public void read(InputStream in, RowSink sink) throws IOException {
        try {
            workbooks.open(in, workbook -> {
                try (var rows = workbook.rows(reading.sheet())) {
                    read(rows, sink);
                    return true;
                }
            });
        } catch (RefusedFileException refused) {
            var bomb = refused.reason() == RefusedFileException.Reason.EXPANDS_TOO_FAR;
            sink.rejected(LeftOut.of(bomb ? FindingCode.EXPANDS_TOO_FAR : FindingCode.BROKEN_FILE, 0, ""));
        }
    }

    private void read(SheetRows rows, RowSink sink) throws IOException {
        var header = reading.header();
        while (rows.next()) {
            if (header) {
                header = false;
            } else if (rows.tooLarge()) {
                var text = Utf8.excerpt(rows.bytes(0), rows.from(0), rows.to(0), LeftOut.TEXT);
                sink.rejected(
                        LeftOut.of(FindingCode.ROW_TOO_LARGE, rows.number(), text, Integer.toString(TextBuffer.MOST)));
            } else {
                hand(rows, sink);
            }
        }
    }

    private void hand(SheetRows row, RowSink sink) {
        pair.line = row.number();
        if (joined == null) {
            pair.input(row.bytes(inputs[0]), row.from(inputs[0]), row.to(inputs[0]));
        } else {
            joined.start();
            for (var input : inputs) {
                joined.add(row.bytes(input), row.from(input), row.to(input));
            }
            joined.finish(pair);
        }
        pair.output(row.bytes(output), row.from(output), row.to(output));
        if (split >= 0) {
            pair.part(row.bytes(split), row.from(split), row.to(split));
        }
        sink.pair(pair);
    }
}
