package io.pitchpipe.tuningserver.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.pitchpipe.tuningserver.job.Refusal;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the system parameter {@code fields} selects: names separated by commas, {@code a/b} or {@code a.b} for a field of a field, {@code a(b,c)} for several, {@code *}
 * for all. Names are taken in both spellings.
 *
 * @param children by JSON name; empty means all of it
 */
record FieldSelection(Map<String, FieldSelection> children) {

    private static final String ALL = "*";
    private static final int MAX_LENGTH = 2_000;

    /** @throws Refusal if it is no such list */
    static FieldSelection parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw invalid(text.substring(0, 100));
        }
        var parser = new Parser(text);
        var selection = parser.list();
        if (parser.at < text.length()) {
            throw invalid(text);
        }
        return selection;
    }

    /**
     * The selected part of an answer.
     *
     * @param type the record that it was written from, against which names are held
     * @throws Refusal if it has no field of a name
     */
    JsonNode of(JsonNode answer, Class<?> type) {
        check(type);
        return cut(answer);
    }

    private JsonNode cut(JsonNode tree) {
        if (children.isEmpty()) {
            return tree;
        }
        if (tree instanceof ArrayNode array) {
            var cut = JsonNodeFactory.instance.arrayNode();
            array.forEach(element -> cut.add(cut(element)));
            return cut;
        }
        if (!(tree instanceof ObjectNode object)) {
            return tree;
        }
        var cut = JsonNodeFactory.instance.objectNode();
        object.properties().forEach(property -> {
            var child = children.getOrDefault(property.getKey(), children.get(ALL));
            if (child != null) {
                cut.set(property.getKey(), child.cut(property.getValue()));
            }
        });
        return cut;
    }

    private void check(Class<?> type) {
        if (Map.class.isAssignableFrom(type)) {
            return;
        }
        children.forEach((name, child) -> {
            if (name.equals(ALL)) {
                return;
            }
            var field = field(type, name);
            if (field == null) {
                throw invalid(name);
            }
            child.check(field);
        });
    }

    /** What a record's field of this JSON name holds: a list's elements if it is one; null when there is no such field. */
    private static @Nullable Class<?> field(Class<?> type, String name) {
        if (!type.isRecord()) {
            return null;
        }
        for (var component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)) {
                var inner = field(component.getType(), name);
                if (inner != null) {
                    return inner;
                }
            } else if (jsonName(component).equals(name)) {
                return element(component.getGenericType());
            }
        }
        return null;
    }

    private static String jsonName(RecordComponent component) {
        var property = component.getAccessor().getAnnotation(JsonProperty.class);
        return property == null || property.value().isEmpty() ? component.getName() : property.value();
    }

    private static Class<?> element(Type type) {
        return switch (type) {
            case Class<?> plain -> plain;
            case ParameterizedType generic
            when generic.getRawType() instanceof Class<?> raw && Iterable.class.isAssignableFrom(raw) ->
                element(generic.getActualTypeArguments()[0]);
            case ParameterizedType generic -> (Class<?>) generic.getRawType();
            default -> Object.class;
        };
    }

    private static Refusal invalid(String what) {
        return Refusal.invalid("fields", "Invalid field selection " + what);
    }

    /** Reads {@code list = path ("," path)*; path = name (("/" | ".") path | "(" list ")")?}. */
    private static final class Parser {

        private final String text;
        private int at;

        private Parser(String text) {
            this.text = text;
        }

        private FieldSelection list() {
            var children = new LinkedHashMap<String, FieldSelection>();
            do {
                path(children);
            } while (skip(','));
            return new FieldSelection(children);
        }

        private void path(Map<String, FieldSelection> into) {
            int from = at;
            while (at < text.length() && ",/.()".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            var name = Schema.camel(text.substring(from, at).strip());
            if (name.isEmpty()) {
                throw invalid(text);
            }
            var below = new LinkedHashMap<String, FieldSelection>();
            if (skip('/') || skip('.')) {
                path(below);
            } else if (skip('(')) {
                below.putAll(list().children());
                if (!skip(')')) {
                    throw invalid(text);
                }
            }
            into.merge(name, new FieldSelection(below), FieldSelection::with);
        }

        private boolean skip(char wanted) {
            boolean there = at < text.length() && text.charAt(at) == wanted;
            at += there ? 1 : 0;
            return there;
        }
    }

    private FieldSelection with(FieldSelection other) {
        if (children.isEmpty() || other.children.isEmpty()) {
            return new FieldSelection(Map.of());
        }
        var both = new LinkedHashMap<>(children);
        other.children.forEach((name, child) -> both.merge(name, child, FieldSelection::with));
        return new FieldSelection(both);
    }

    @Override
    public String toString() {
        return Arrays.toString(children.keySet().toArray());
    }
}
