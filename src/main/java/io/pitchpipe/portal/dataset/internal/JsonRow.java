package io.pitchpipe.portal.dataset.internal;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * One JSON object as columns. Texts, numbers and booleans are what they look like; null is empty; a chat of one question and one answer
 * under {@code messages} (role, content), {@code contents} (role, parts) or {@code conversations} (from, value; ShareGPT's form) becomes
 * the columns {@code messages.user}, {@code messages.model} and {@code messages.system}, and so on.
 */
final class JsonRow {

    /** What chats are under in an object of their own. */
    static final Set<String> CHATS = Set.of("messages", "contents", "conversations");

    /** More fields than this in one object are not looked at. */
    private static final int MOST_FIELDS = 200;

    /** Fields by name; a null is one that is there but is neither text nor a chat. */
    final Map<String, @Nullable String> fields = new LinkedHashMap<>();

    /** A chat had more than one question or answer. */
    boolean manyTurns;

    /** Reads the object whose start is the parser's current token, up to its end. */
    static JsonRow read(JsonParser parser) {
        var row = new JsonRow();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            var name = parser.currentName();
            var value = parser.nextToken();
            if (row.fields.size() >= MOST_FIELDS) {
                parser.skipChildren();
            } else if (value == JsonToken.START_ARRAY && CHATS.contains(name)) {
                row.chat(parser, name);
            } else if (value == JsonToken.START_OBJECT && name.equals("systemInstruction")) {
                row.fields.put("contents.system", content(parser));
            } else if (value == JsonToken.START_OBJECT || value == JsonToken.START_ARRAY) {
                parser.skipChildren();
                row.fields.put(name, null);
            } else {
                row.fields.put(name, scalar(parser));
            }
        }
        return row;
    }

    private static String scalar(JsonParser parser) {
        return parser.currentToken() == JsonToken.VALUE_NULL ? "" : parser.getString();
    }

    private void chat(JsonParser parser, String name) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                parser.skipChildren();
                continue;
            }
            var role = "";
            @Nullable String text = "";
            while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
                var key = parser.currentName();
                var value = parser.nextToken();
                if ((key.equals("role") || key.equals("from")) && value.isScalarValue()) {
                    role = parser.getString();
                } else if (key.equals("content") || key.equals("parts") || key.equals("value")) {
                    text = content(parser);
                } else {
                    parser.skipChildren();
                }
            }
            turn(name, role, text);
        }
    }

    private void turn(String name, String role, @Nullable String text) {
        var side = switch (role) {
            case "assistant", "model", "gpt" -> "model";
            case "system", "developer" -> "system";
            default -> "user";
        };
        manyTurns |= fields.containsKey(name + "." + side);
        fields.put(name + "." + side, text);
    }

    /** Text, or the joined texts of parts: {@code [{"text": …}, …]}; null if there is something else among them. */
    private static @Nullable String content(JsonParser parser) {
        if (parser.currentToken().isScalarValue()) {
            return scalar(parser);
        }
        var text = new StringBuilder();
        var pure = true;
        var depth = 1;
        @Nullable String name = null;
        while (depth > 0) {
            var token = parser.nextToken();
            if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                depth++;
            } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                depth--;
            } else if (token == JsonToken.PROPERTY_NAME) {
                name = parser.currentName();
                pure &= name.equals("text") || name.equals("type") || name.equals("parts") || name.equals("role");
            } else if (name == null || name.equals("text")) {
                text.append(scalar(parser));
            }
        }
        return pure ? text.toString() : null;
    }
}
