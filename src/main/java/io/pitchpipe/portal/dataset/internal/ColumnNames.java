package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.Peek.Column;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Guesses from names that people give their columns which is the input and which the output. */
final class ColumnNames {

    private static final List<String> INPUTS = List.of(
            "textinput",
            "input",
            "inputtext",
            "prompt",
            "question",
            "messagesuser",
            "contentsuser",
            "ticket",
            "utterance",
            "query",
            "request",
            "message",
            "text",
            "sentence",
            "review",
            "comment",
            "email",
            "document",
            "article",
            "description",
            "subject",
            "title",
            "source",
            "content",
            "body",
            "user",
            "q");

    private static final List<String> OUTPUTS = List.of(
            "output",
            "textoutput",
            "outputtext",
            "completion",
            "answer",
            "solution",
            "canonicalsolution",
            "response",
            "messagesmodel",
            "contentsmodel",
            "label",
            "category",
            "class",
            "intent",
            "sentiment",
            "topic",
            "tag",
            "reply",
            "summary",
            "translation",
            "target",
            "route",
            "team",
            "department",
            "priority",
            "queue",
            "expected",
            "result",
            "assistant",
            "model",
            "a");

    /** What only numbers the rows, or names them for a program. */
    private static final List<String> KEYS = List.of(
            "id", "uid", "uuid", "guid", "key", "code", "codes", "index", "no", "nr", "number", "row", "rowid",
            "taskid", "itemid");

    private ColumnNames() {}

    /** A mapping by known names only. */
    static Optional<ColumnMapping> byName(List<Column> columns) {
        var output = first(columns, OUTPUTS, "");
        if (output.isEmpty()) {
            return Optional.empty();
        }
        var instruction = first(columns, List.of("instruction"), output.get());
        var input = first(columns, INPUTS, output.get());
        if (instruction.isPresent()) {
            var both = input.map(key -> List.of(instruction.get(), key)).orElseGet(() -> List.of(instruction.get()));
            return Optional.of(new ColumnMapping(both, output.get()));
        }
        return input.map(key -> new ColumnMapping(List.of(key), output.get()));
    }

    /**
     * The first column for the input and the second for the output, or the other way round if the first is a known output. Columns that
     * only number the rows are passed over while two others are there.
     */
    static Optional<ColumnMapping> byOrder(List<Column> columns) {
        var telling = columns.stream()
                .filter(column -> !KEYS.contains(plain(column.title())))
                .toList();
        var usable = telling.size() < 2 ? columns : telling;
        if (usable.size() < 2) {
            return Optional.empty();
        }
        var output = first(usable, OUTPUTS, "").orElse(usable.get(1).key());
        return usable.stream()
                .map(Column::key)
                .filter(key -> !key.equals(output))
                .findFirst()
                .map(input -> new ColumnMapping(List.of(input), output));
    }

    /** Some name is one that data sets have: then the row it is in is a header. */
    static boolean anyKnown(List<String> names) {
        return names.stream()
                .map(ColumnNames::plain)
                .anyMatch(name -> INPUTS.contains(name) || OUTPUTS.contains(name) || name.equals("instruction"));
    }

    private static Optional<String> first(List<Column> columns, List<String> names, String butNot) {
        return names.stream()
                .flatMap(name -> columns.stream()
                        .filter(column -> plain(column.title()).equals(name))
                        .filter(column -> !column.key().equals(butNot)))
                .map(Column::key)
                .findFirst();
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    }
}
