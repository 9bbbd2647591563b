package io.pitchpipe.portal.dataset.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** What stands in a sheet, as text: the rows by their numbers. */
final class SheetTexts {

    private static final Path SCRATCH = Path.of("target", "sheet-test");

    private SheetTexts() {}

    static SortedMap<Integer, List<String>> of(byte[] workbook, int sheet) {
        return with(workbook, file -> {
            var texts = new TreeMap<Integer, List<String>>();
            try (var rows = file.rows(sheet)) {
                while (rows.next()) {
                    texts.put(
                            rows.number(),
                            IntStream.range(0, rows.width())
                                    .mapToObj(column -> new String(
                                            rows.bytes(column),
                                            rows.from(column),
                                            rows.to(column) - rows.from(column),
                                            StandardCharsets.UTF_8))
                                    .toList());
                }
            }
            return texts;
        });
    }

    static <T> T with(byte[] workbook, Workbooks.Use<T> use) {
        try {
            return new Workbooks(SCRATCH).open(new ByteArrayInputStream(workbook), use);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
