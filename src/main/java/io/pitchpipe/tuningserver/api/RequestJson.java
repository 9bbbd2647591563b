package io.pitchpipe.tuningserver.api;

import io.pitchpipe.tuningserver.job.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads request bodies as the proto3 JSON mapping says and the public service does: both spellings of every name, trailing commas, numbers as text; unknown names, a
 * second member of a oneof and values of the wrong kind are refused with their path. The result has JSON names and the right kinds only.
 */
final class RequestJson {

    /** Bytes of a body: four times the training data's limit, since JSON may escape every character. */
    static final int MAX_BODY = 16 * 1024 * 1024;

    private static final Pattern NOTHING = Pattern.compile("|0|0\\.0|AUTO|NONE|[A-Z_]*_?UNSPECIFIED");

    private static final JsonMapper json = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_TRAILING_COMMA)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private RequestJson() {}

    /**
     * Reads a request's body.
     *
     * @param path what error messages call the body, empty if it is the request itself
     * @throws Refusal naming what is wrong and where
     */
    static ObjectNode read(HttpServletRequest request, Schema schema, String path) throws IOException {
        var type = request.getContentType();
        if (type != null && !type.matches("(?i)\\s*(application/(.*\\+)?json|text/json)\\s*(;.*)?")) {
            throw new UnsupportedType("The request's Content-Type must be application/json.");
        }
        byte[] body = decoded(request).readNBytes(MAX_BODY + 1);
        if (body.length > MAX_BODY) {
            throw Refusal.of(Refusal.Kind.INVALID, "Request payload size exceeds the limit: " + MAX_BODY + " bytes.");
        }
        return read(body, schema, path);
    }

    private static InputStream decoded(HttpServletRequest request) throws IOException {
        var encoding = request.getHeader("Content-Encoding");
        if (encoding == null || encoding.equalsIgnoreCase("identity")) {
            return request.getInputStream();
        }
        if (!encoding.equalsIgnoreCase("gzip")) {
            throw new UnsupportedType("The request's Content-Encoding must be gzip, or absent.");
        }
        return new GZIPInputStream(request.getInputStream());
    }

    /** A body that says it is no JSON, or is packed in a way that is not known here. */
    static final class UnsupportedType extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnsupportedType(String message) {
            super(message);
        }
    }

    static ObjectNode read(byte[] body, Schema schema, String path) {
        if (body.length == 0) {
            return JsonNodeFactory.instance.objectNode();
        }
        JsonNode tree;
        try (var parser = json.createParser(body)) {
            tree = json.readTree(parser);
            if (parser.nextToken() != null) {
                throw Refusal.of(
                        Refusal.Kind.INVALID,
                        "Invalid JSON payload received. There is more after the end of the value.");
            }
        } catch (JacksonException malformed) {
            throw Refusal.of(Refusal.Kind.INVALID, "Invalid JSON payload received. " + where(malformed));
        }
        if (tree == null || !tree.isObject()) {
            throw Refusal.of(
                    Refusal.Kind.INVALID,
                    "Invalid JSON payload received. Unknown name \"\": Root element must be a message.");
        }
        return message(tree, schema, path);
    }

    /** The parser's complaint without the body's text, which it may quote. */
    private static String where(JacksonException malformed) {
        var at = malformed.getLocation();
        var what = malformed.getOriginalMessage();
        var reason =
                what != null && what.startsWith("Duplicate") ? "A name stands twice in one object" : "Not valid JSON";
        return at == null
                ? reason + "."
                : reason + " at line %d, column %d.".formatted(at.getLineNr(), at.getColumnNr());
    }

    private static ObjectNode message(JsonNode tree, Schema schema, String path) {
        var result = JsonNodeFactory.instance.objectNode();
        Map<String, String> oneofs = new HashMap<>();
        for (var entry : tree.properties()) {
            var value = entry.getValue();
            var field = schema.field(entry.getKey());
            if (field == null) {
                throw unknown(entry.getKey(), path);
            }
            if (value.isNull() || field.use() == Schema.Use.IGNORED) {
                continue;
            }
            var at = path.isEmpty() ? field.snake() : path + "." + field.snake();
            if (field.use() == Schema.Use.REFUSED) {
                if (saysNothing(value)) {
                    continue;
                }
                throw Refusal.invalid(at, "'" + at + "' is not supported by this server.");
            }
            if (result.has(field.camel())) {
                throw Refusal.invalid(
                        at,
                        "Invalid value at '" + at + "': the field stands twice, as " + field.snake() + " and "
                                + field.camel() + ".");
            }
            if (field.oneof() != null && oneofs.put(field.oneof(), field.camel()) != null) {
                throw Refusal.invalid(
                        path,
                        "Invalid value at '%s' (oneof), oneof field '%s' is already set. Cannot set '%s'"
                                .formatted(path, field.oneof(), field.camel()));
            }
            result.set(field.camel(), field.repeated() ? list(value, field, at) : single(value, field, at));
        }
        return result;
    }

    /**
     * Whether a value changes nothing: false, zero, an empty text, a choice left to the model, and lists and messages of nothing else. Many clients write such values out, and mean that they do
     * not ask for the field.
     */
    private static boolean saysNothing(JsonNode value) {
        if (value.isContainer()) {
            return value.valueStream().allMatch(RequestJson::saysNothing);
        }
        return value.isNull()
                || value.isBoolean() && !value.booleanValue()
                || value.isNumber() && value.doubleValue() == 0
                || value.isString() && NOTHING.matcher(value.stringValue()).matches();
    }

    private static ArrayNode list(JsonNode value, Schema.Field field, String at) {
        if (!value.isArray()) {
            throw wrong(at, field, value);
        }
        var list = JsonNodeFactory.instance.arrayNode(value.size());
        for (int i = 0; i < value.size(); i++) {
            list.add(single(value.get(i), field, at + "[" + i + "]"));
        }
        return list;
    }

    private static JsonNode single(JsonNode value, Schema.Field field, String at) {
        var nodes = JsonNodeFactory.instance;
        return switch (field.kind()) {
            case STRING -> {
                if (!value.isString()) {
                    throw wrong(at, field, value);
                }
                yield nodes.stringNode(wellFormed(value.stringValue(), at));
            }
            case BOOL -> {
                if (!value.isBoolean()) {
                    throw wrong(at, field, value);
                }
                yield value;
            }
            case INT32 -> {
                try {
                    yield nodes.numberNode(number(value, field, at).intValueExact());
                } catch (ArithmeticException tooLargeOrBroken) {
                    throw wrong(at, field, value);
                }
            }
            case INT64 -> {
                try {
                    yield nodes.stringNode(
                            Long.toString(number(value, field, at).longValueExact()));
                } catch (ArithmeticException tooLargeOrBroken) {
                    throw wrong(at, field, value);
                }
            }
            case FLOAT -> nodes.numberNode(floatValue(value, field, at));
            case ENUM ->
                nodes.stringNode(
                        Objects.requireNonNull(field.values()).named(value).orElseThrow(() -> wrong(at, field, value)));
            case MESSAGE -> {
                if (!value.isObject() || field.message() == null) {
                    throw wrong(at, field, value);
                }
                yield message(value, field.message(), at);
            }
        };
    }

    private static BigDecimal number(JsonNode value, Schema.Field field, String at) {
        try {
            var text = value.isString() ? value.stringValue() : value.isNumber() ? value.asString() : "";
            // Longer is no int64, and an exponent of millions would be expanded digit by digit.
            if (text.length() > 40 || text.matches(".*[eE][+-]?\\d{4,}")) {
                throw wrong(at, field, value);
            }
            return new BigDecimal(text);
        } catch (NumberFormatException notANumber) {
            throw wrong(at, field, value);
        }
    }

    private static float floatValue(JsonNode value, Schema.Field field, String at) {
        if (!value.isNumber() && !value.isString()) {
            throw wrong(at, field, value);
        }
        try {
            var text = value.asString();
            float number = Float.parseFloat(text);
            boolean named = text.equals("NaN") || text.endsWith("Infinity");
            if (!named && (!Float.isFinite(number) || !text.matches("[-+.0-9eE]+"))) {
                throw wrong(at, field, value);
            }
            return number;
        } catch (NumberFormatException notANumber) {
            throw wrong(at, field, value);
        }
    }

    private static String wellFormed(String text, String at) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isHighSurrogate(unit)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(unit)) {
                throw Refusal.invalid(at, "Invalid value at '" + at + "': half of a surrogate pair is no character.");
            }
        }
        return text;
    }

    private static Refusal unknown(String name, String path) {
        var shown = name.length() > 100 ? name.substring(0, 100) : name;
        return Refusal.invalid(
                path,
                path.isEmpty()
                        ? "Invalid JSON payload received. Unknown name \"%s\": Cannot find field.".formatted(shown)
                        : "Invalid JSON payload received. Unknown name \"%s\" at '%s': Cannot find field."
                                .formatted(shown, path));
    }

    private static Refusal wrong(String at, Schema.Field field, @Nullable JsonNode value) {
        var type = field.values() != null
                ? field.values().type()
                : field.message() == null
                        ? "TYPE_" + field.kind().name()
                        : "type.googleapis.com/google.ai.generativelanguage.v1beta."
                                + field.message().name();
        var shown = value == null || value.isContainer() ? "" : ", " + value;
        return Refusal.invalid(
                at,
                "Invalid value at '%s' (%s)%s"
                        .formatted(at, type, shown.length() > 100 ? shown.substring(0, 100) + "…" : shown));
    }

    /** What was read, as a wire record. */
    static <T> T as(ObjectNode body, Class<T> type) {
        return json.treeToValue(body, type);
    }
}
