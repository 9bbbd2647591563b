package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.FindingCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a reader told its sink of a file, word for word, before anybody judged it. */
record Heard(List<Row> rows, List<LeftOut> leftOut) {

    /**
     * A row that was handed on.
     *
     * @param text the row as the file has it; empty where the reader does not know
     * @param offset where that begins in the stream; -1 where the reader does not know
     */
    record Row(long line, String input, String output, String part, String text, long offset) {

        private static Row of(RawPair pair) {
            var text = new String(pair.rowBytes, pair.rowFrom, pair.rowTo - pair.rowFrom, StandardCharsets.UTF_8);
            return new Row(pair.line, pair.inputText(), pair.outputText(), pair.partText(), text, pair.rowOffset);
        }
    }

    static Heard from(ExampleReader reader, String text) {
        return from(reader, text.getBytes(StandardCharsets.UTF_8));
    }

    static Heard from(ExampleReader reader, byte[] bytes) {
        return from(reader, new ByteArrayInputStream(bytes));
    }

    static Heard from(ExampleReader reader, InputStream in) {
        var heard = new Heard(new ArrayList<>(), new ArrayList<>());
        try {
            reader.read(in, new RowSink() {
                @Override
                public void pair(RawPair pair) {
                    heard.rows.add(Row.of(pair));
                }

                @Override
                public void rejected(LeftOut row) {
                    heard.leftOut.add(row);
                }
            });
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
        return heard;
    }

    /** The one row that was left out. */
    LeftOut only(FindingCode why) {
        if (leftOut.size() != 1 || leftOut.getFirst().why() != why) {
            throw new AssertionError("Not one " + why + " but " + leftOut);
        }
        return leftOut.getFirst();
    }

    /** Each row as {@code line: input | output}. */
    List<String> told() {
        return rows.stream()
                .map(row -> row.line() + ": " + row.input() + " | " + row.output())
                .toList();
    }
}
