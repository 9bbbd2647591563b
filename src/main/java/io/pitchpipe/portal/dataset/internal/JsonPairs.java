package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.FindingCode;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** Hands on the mapped fields of objects that Jackson has read. */
final class JsonPairs {

    /** Nesting, names and texts are bounded; duplicate names in an object are errors, since which one counts nobody knows. */
    static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNameLength(1000)
                    .maxNumberLength(400)
                    .maxStringLength(Window.MOST)
                    .build())
            .build();

    private final ColumnMapping mapping;
    private final RawPair pair = new RawPair();

    JsonPairs(ColumnMapping mapping) {
        this.mapping = mapping;
    }

    void hand(JsonRow row, long line, RowSink sink) {
        var columns = new ArrayList<String>();
        for (var key : mapping.inputs()) {
            var text = text(row, key, line, sink);
            if (text == null) {
                return;
            }
            columns.add(text);
        }
        var input = mapping.join(columns);
        var output = text(row, mapping.output(), line, sink);
        if (output == null) {
            return;
        }
        var split = mapping.split();
        var part = split == null ? "" : text(row, split.column(), line, sink);
        if (part == null) {
            return;
        }
        var inputBytes = encode(input);
        var outputBytes = encode(output);
        if (inputBytes == null || outputBytes == null) {
            sink.rejected(LeftOut.of(
                    FindingCode.INVALID_UTF8, line, Excerpt.of(inputBytes == null ? output : input, LeftOut.TEXT)));
            return;
        }
        pair.line = line;
        pair.input(inputBytes.array(), 0, inputBytes.limit());
        pair.output(outputBytes.array(), 0, outputBytes.limit());
        var partBytes = part.getBytes(StandardCharsets.UTF_8);
        pair.part(partBytes, 0, partBytes.length);
        sink.pair(pair);
    }

    /** @return null if the row was rejected */
    private @Nullable String text(JsonRow row, String key, long line, RowSink sink) {
        if (row.manyTurns && key.contains(".")) {
            sink.rejected(LeftOut.of(FindingCode.MANY_TURNS, line, shown(row)));
            return null;
        }
        if (!row.fields.containsKey(key)) {
            sink.rejected(LeftOut.of(FindingCode.MISSING_FIELD, line, shown(row), key));
            return null;
        }
        var text = row.fields.get(key);
        if (text == null) {
            sink.rejected(LeftOut.of(FindingCode.NOT_TEXT, line, shown(row), key));
        }
        return text;
    }

    /** @return null if there is half a surrogate pair, which UTF-8 cannot say */
    private static @Nullable ByteBuffer encode(String text) {
        try {
            return StandardCharsets.UTF_8
                    .newEncoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .encode(CharBuffer.wrap(text));
        } catch (CharacterCodingException half) {
            return null;
        }
    }

    /** The texts of the object, by their names. */
    private static String shown(JsonRow row) {
        var shown = new StringBuilder();
        row.fields.forEach((name, text) -> {
            if (text != null && !text.isEmpty() && shown.length() < LeftOut.TEXT) {
                shown.append(shown.isEmpty() ? "" : ", ")
                        .append(name)
                        .append(": ")
                        .append(text);
            }
        });
        return Excerpt.of(shown.toString(), LeftOut.TEXT);
    }
}
