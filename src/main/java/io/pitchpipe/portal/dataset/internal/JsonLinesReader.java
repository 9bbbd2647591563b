package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.FindingCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/**
 * Reads one JSON object per line. Lines that are plain objects of texts, which is nearly all of them, are read by {@link FlatObject}
 * without a String per field; the others by Jackson, which also finds the words for what is wrong.
 */
final class JsonLinesReader implements ExampleReader {

    private final ColumnMapping mapping;
    private final boolean knowsOffsets;

    JsonLinesReader(ColumnMapping mapping, boolean knowsOffsets) {
        this.mapping = mapping;
        this.knowsOffsets = knowsOffsets;
    }

    @Override
    public void read(InputStream in, RowSink sink) throws IOException {
        var lines = new LineCursor(in);
        var pairs = new JsonPairs(mapping);
        var plain = mapping.inputs().size() == 1 && mapping.template() == null && mapping.split() == null;
        var flat = plain ? new FlatObject(mapping.inputs().getFirst(), mapping.output()) : null;
        while (true) {
            switch (lines.next()) {
                case END -> {
                    return;
                }
                case TOO_LARGE -> reject(lines, sink, FindingCode.ROW_TOO_LARGE, Integer.toString(Window.MOST));
                case LINE -> {
                    if (flat != null && flat.read(lines.bytes(), lines.from(), lines.to())) {
                        flat.pair.line = lines.line();
                        flat.pair.row(lines.bytes(), lines.from(), lines.to(), knowsOffsets ? lines.offset() : -1);
                        sink.pair(flat.pair);
                    } else {
                        slowly(lines, pairs, sink);
                    }
                }
            }
        }
    }

    private void slowly(LineCursor lines, JsonPairs pairs, RowSink sink) {
        var invalid = Utf8.firstInvalid(lines.bytes(), lines.from(), lines.to());
        if (lines.last() && Utf8.endsCut(lines.bytes(), lines.from(), lines.to())) {
            reject(lines, sink, FindingCode.BROKEN_FILE);
            return;
        }
        if (invalid >= 0) {
            var excerpt = Utf8.excerpt(lines.bytes(), Math.max(lines.from(), invalid - 20), lines.to(), Excerpt.LENGTH);
            var details =
                    knowsOffsets ? List.of(Long.toString(lines.offset() + invalid - lines.from())) : List.<String>of();
            sink.rejected(new LeftOut(FindingCode.INVALID_UTF8, lines.line(), excerpt, text(lines), details));
            return;
        }
        var length = lines.to() - lines.from();
        try (var parser = JsonPairs.JSON.createParser(ObjectReadContext.empty(), lines.bytes(), lines.from(), length)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                reject(lines, sink, FindingCode.NOT_JSON, "1");
                return;
            }
            var row = JsonRow.read(parser);
            if (parser.nextToken() != null) {
                reject(
                        lines,
                        sink,
                        FindingCode.NOT_JSON,
                        column(parser.currentTokenLocation().getColumnNr()));
                return;
            }
            pairs.hand(row, lines.line(), sink);
        } catch (StreamConstraintsException tooLarge) {
            reject(lines, sink, FindingCode.ROW_TOO_LARGE, Integer.toString(Window.MOST));
        } catch (JacksonException broken) {
            reject(lines, sink, broken);
        }
    }

    private static void reject(LineCursor lines, RowSink sink, JacksonException broken) {
        var where = broken.getLocation();
        var column = where == null ? 0 : where.getColumnNr();
        var message = broken.getOriginalMessage();
        if (message != null && message.startsWith("Duplicate")) {
            reject(lines, sink, FindingCode.DUPLICATE_FIELD, column(column));
        } else if (lines.last()
                && (broken instanceof UnexpectedEndOfInputException || column > lines.to() - lines.from())) {
            reject(lines, sink, FindingCode.BROKEN_FILE);
        } else {
            reject(lines, sink, FindingCode.NOT_JSON, column(column));
        }
    }

    private static String column(int column) {
        return Integer.toString(Math.max(1, column));
    }

    private static void reject(LineCursor lines, RowSink sink, FindingCode code, String... details) {
        sink.rejected(LeftOut.of(code, lines.line(), text(lines), details));
    }

    private static String text(LineCursor lines) {
        return Utf8.excerpt(lines.bytes(), lines.from(), lines.to(), LeftOut.TEXT);
    }
}
