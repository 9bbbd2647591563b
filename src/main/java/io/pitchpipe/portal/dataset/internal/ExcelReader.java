package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.RefusedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.dhatim.fastexcel.reader.Row;

/** Reads a sheet of an .xlsx workbook. Columns are named by their number, from 0; lines are the sheet's row numbers. */
final class ExcelReader implements ExampleReader {

    private final Workbooks workbooks;
    private final Reading reading;
    private final ColumnMapping mapping;
    private final RawPair pair = new RawPair();

    ExcelReader(Workbooks workbooks, Reading reading, ColumnMapping mapping) {
        this.workbooks = workbooks;
        this.reading = reading;
        this.mapping = mapping;
    }

    @Override
    public void read(InputStream in, RowSink sink) throws IOException {
        try {
            workbooks.open(in, workbook -> {
                try (var rows = Workbooks.rows(workbook, reading.sheet())) {
                    read(rows.iterator(), sink);
                    return true;
                }
            });
        } catch (RefusedFileException refused) {
            var bomb = refused.reason() == RefusedFileException.Reason.EXPANDS_TOO_FAR;
            sink.rejected(LeftOut.of(bomb ? FindingCode.EXPANDS_TOO_FAR : FindingCode.BROKEN_FILE, 0, ""));
        }
    }

    /** What the sink throws is none of the workbook's faults: only the library is asked under {@link Workbooks#ask}. */
    private void read(Iterator<Row> rows, RowSink sink) {
        var header = reading.header();
        while (Workbooks.ask(rows::hasNext)) {
            var row = Workbooks.ask(rows::next);
            var cells = Workbooks.ask(() -> Workbooks.texts(row));
            if (cells.stream().allMatch(String::isEmpty)) {
                continue;
            }
            if (header) {
                header = false;
            } else {
                hand(row.getRowNum(), cells, sink);
            }
        }
    }

    private void hand(int line, List<String> cells, RowSink sink) {
        var input = mapping.join(
                mapping.inputs().stream().map(column -> cell(cells, column)).toList());
        var inputBytes = input.getBytes(StandardCharsets.UTF_8);
        var outputBytes = cell(cells, mapping.output()).getBytes(StandardCharsets.UTF_8);
        pair.line = line;
        pair.input(inputBytes, 0, inputBytes.length);
        pair.output(outputBytes, 0, outputBytes.length);
        var split = mapping.split();
        if (split != null) {
            var part = cell(cells, split.column()).getBytes(StandardCharsets.UTF_8);
            pair.part(part, 0, part.length);
        }
        sink.pair(pair);
    }

    private static String cell(List<String> cells, String key) {
        var column = Integer.parseInt(key);
        return column < cells.size() ? cells.get(column) : "";
    }
}
