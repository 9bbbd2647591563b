package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.FindingCode;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Predicate;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * Reads one JSON document: an array of objects, or an object that holds one at any depth, such as {@code {"examples": […]}} or the tuning
 * API's own nesting. The first array of objects found is the one.
 */
final class JsonDocumentReader implements ExampleReader {

    private final ColumnMapping mapping;

    JsonDocumentReader(ColumnMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public void read(InputStream in, RowSink sink) throws IOException {
        var pairs = new JsonPairs(mapping);
        var parser = JsonPairs.JSON.createParser(ObjectReadContext.empty(), in);
        try (parser) {
            rows(parser, row -> {
                pairs.hand(row.row(), row.line(), sink);
                return true;
            });
        } catch (JacksonException broken) {
            if (broken.getCause() instanceof IOException failed) {
                throw failed;
            }
            var where = broken.getLocation();
            var line = where == null ? 0 : where.getLineNr();
            sink.rejected(LeftOut.of(
                    FindingCode.BROKEN_FILE,
                    Math.max(0, line),
                    "",
                    Long.toString(where == null ? -1 : where.getColumnNr())));
        }
    }

    /** An object and the line it starts on. */
    record Placed(JsonRow row, long line) {}

    /**
     * Hands the rows to {@code reader} for as long as it wants more.
     *
     * @throws JacksonException where the document is broken
     */
    static void rows(JsonParser parser, Predicate<Placed> reader) {
        var token = parser.nextToken();
        while (token != null) {
            if (token == JsonToken.START_ARRAY) {
                if (parser.nextToken() == JsonToken.START_OBJECT) {
                    array(parser, reader);
                    return;
                }
                token = parser.currentToken();
            } else {
                token = parser.nextToken();
            }
        }
    }

    private static void array(JsonParser parser, Predicate<Placed> reader) {
        do {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                var line = parser.currentTokenLocation().getLineNr();
                if (!reader.test(new Placed(JsonRow.read(parser), line))) {
                    return;
                }
            } else {
                parser.skipChildren();
            }
        } while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null);
        // To the end, so that a document that breaks off is seen.
        while (parser.nextToken() != null) {}
    }
}
