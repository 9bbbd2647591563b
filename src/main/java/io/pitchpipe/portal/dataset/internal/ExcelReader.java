package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.RefusedFileException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
                try (var rows = Workbooks.sheet(workbook, reading.sheet()).openStream()) {
                    var header = new boolean[] {reading.header()};
                    rows.forEach(row -> {
                        var cells = Workbooks.texts(row);
                        if (cells.stream().allMatch(String::isEmpty)) {
                            return;
                        }
                        if (header[0]) {
                            header[0] = false;
                        } else {
                            hand(row.getRowNum(), cells, sink);
                        }
                    });
                    return true;
                }
            });
        } catch (RefusedFileException refused) {
            var bomb = refused.reason() == RefusedFileException.Reason.EXPANDS_TOO_FAR;
            sink.rejected(LeftOut.of(bomb ? FindingCode.EXPANDS_TOO_FAR : FindingCode.BROKEN_FILE, 0, ""));
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
