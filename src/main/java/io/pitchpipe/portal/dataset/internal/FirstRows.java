package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Peek.Column;
import io.pitchpipe.portal.dataset.Peek.Problem;
import io.pitchpipe.portal.dataset.Peek.ProblemCode;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.ObjectReadContext;

/**
 * What is shown of a file before it is imported.
 *
 * @param rows the first of them, each cell cut to {@link Excerpt#CELL} characters
 */
record FirstRows(List<Column> columns, List<List<String>> rows) {

    private static final int ROWS = 8;
    /** Objects whose fields become columns. */
    private static final int OBJECTS = 100;

    private static final int MOST_FIELDS = 50;
    /** Without one good line among so many this is no file of JSON lines. */
    private static final int BROKEN_LINES = 20;

    /** @param whole whether {@code head} is the whole file; otherwise its last record is cut and left out */
    static FirstRows delimited(byte[] head, boolean whole, Reading reading) {
        var records = CsvHead.records(head, whole, reading.delimiter(), reading.quote(), ROWS + 1);
        return of(records, reading.header(), CsvHead.width(head, whole, reading.delimiter(), reading.quote()));
    }

    /**
     * Tells the heading from the rows.
     *
     * @param least how many columns there are at least, whatever the heading has
     */
    static FirstRows of(List<List<String>> records, boolean header, int least) {
        if (records.isEmpty()) {
            return new FirstRows(List.of(), List.of());
        }
        var first = records.getFirst();
        var width = header
                ? Math.max(first.size(), least)
                : records.stream().mapToInt(List::size).max().orElse(0);
        var columns = IntStream.range(0, width)
                .mapToObj(column -> new Column(
                        Integer.toString(column),
                        header && column < first.size() ? first.get(column).strip() : ""))
                .toList();
        var rows = records.stream().skip(header ? 1 : 0).limit(ROWS).toList();
        return new FirstRows(columns, rows);
    }

    /** @param problems hears of it if nothing at all can be read */
    static FirstRows json(byte[] head, boolean whole, Reading reading, List<Problem> problems) {
        var rows = new ArrayList<JsonRow>();
        try {
            if (reading.format() == Format.JSON) {
                try (var parser =
                        JsonPairs.JSON.createParser(ObjectReadContext.empty(), new ByteArrayInputStream(head))) {
                    JsonDocumentReader.rows(parser, row -> rows.add(row.row()) && rows.size() < OBJECTS);
                }
            } else {
                lines(head, whole, rows);
            }
        } catch (JacksonException broken) {
            if (rows.isEmpty()) {
                var where = broken.getLocation();
                problems.add(new Problem(
                        ProblemCode.UNREADABLE, List.of(Integer.toString(where == null ? 1 : where.getLineNr()))));
            }
        } catch (IOException never) {
            throw new UncheckedIOException("An array was read", never);
        }
        var turns = rows.stream().filter(row -> row.manyTurns).count();
        if (turns > 0) {
            problems.add(
                    new Problem(ProblemCode.MANY_TURNS, List.of(Long.toString(turns), Integer.toString(rows.size()))));
        }
        var names = new LinkedHashSet<String>();
        rows.forEach(row -> row.fields.forEach((name, text) -> {
            if (text != null) {
                names.add(name);
            }
        }));
        var columns = names.stream()
                .limit(MOST_FIELDS)
                .map(name -> new Column(name, name))
                .toList();
        // Of a chat that will be left out, the last turn would be shown as if it were all.
        var shown = rows.stream()
                .filter(row -> !row.manyTurns)
                .limit(ROWS)
                .map(row -> columns.stream()
                        .map(column -> cut(row.fields.getOrDefault(column.key(), "")))
                        .toList())
                .toList();
        return new FirstRows(columns, shown);
    }

    private static void lines(byte[] head, boolean whole, List<JsonRow> rows) throws IOException {
        var cursor = new LineCursor(new ByteArrayInputStream(head));
        while (rows.size() < OBJECTS && cursor.next() == LineCursor.Outcome.LINE) {
            if (!whole && cursor.offset() + cursor.to() - cursor.from() >= head.length) {
                return;
            }
            try (var parser = JsonPairs.JSON.createParser(
                    ObjectReadContext.empty(), cursor.bytes(), cursor.from(), cursor.to() - cursor.from())) {
                if (parser.nextToken() == tools.jackson.core.JsonToken.START_OBJECT) {
                    rows.add(JsonRow.read(parser));
                }
            } catch (JacksonException broken) {
                // One broken line among good ones is for the check to report, with its number.
                if (rows.isEmpty() && cursor.line() > BROKEN_LINES) {
                    throw broken;
                }
            }
        }
    }

    private static String cut(@Nullable String text) {
        return text == null ? "" : Excerpt.of(text, Excerpt.CELL);
    }

    /** The first rows of a sheet in which anything stands, and the heading. */
    static List<List<String>> records(SheetRows rows) throws IOException {
        var records = new ArrayList<List<String>>();
        while (records.size() <= ROWS && rows.next()) {
            records.add(texts(rows));
        }
        return records;
    }

    private static List<String> texts(SheetRows row) {
        return IntStream.range(0, row.width())
                .mapToObj(column -> Utf8.excerpt(row.bytes(column), row.from(column), row.to(column), Excerpt.CELL))
                .toList();
    }
}
