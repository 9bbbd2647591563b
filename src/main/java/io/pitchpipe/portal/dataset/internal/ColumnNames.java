package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.Peek.Column;
import java.text.Normalizer;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** Guesses which column is the input and which the output: from the names that people give them, then from what stands in them, then from their order. */
final class ColumnNames {

    private static final List<String> INPUTS = List.of(
            "textinput",
            "input",
            "inputtext",
            "prompt",
            "question",
            "messagesuser",
            "contentsuser",
            "conversationsuser",
            "frage",
            "pregunta",
            "domanda",
            "pergunta",
            "vraag",
            "eingabe",
            "anfrage",
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
            "conversationsmodel",
            "antwort",
            "reponse",
            "respuesta",
            "risposta",
            "resposta",
            "antwoord",
            "ausgabe",
            "label",
            "category",
            "kategorie",
            "categorie",
            "categoria",
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

    /** Names of headings: where a longer text stands beside one, the two are asked together. */
    private static final List<String> HEADINGS = List.of("subject", "title");

    /** Words that a cell has on average in a column of questions or answers, and seldom in one of names or states. */
    private static final int WORDY = 4;

    /** Two letters and more. An identifier's letters stand beside digits, and are none. */
    private static final Pattern WORD = Pattern.compile("(?<![\\p{L}\\p{N}])\\p{L}{2,}(?![\\p{L}\\p{N}])");

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
     * A mapping by known names whose input is a heading, such as the subject of a message, with the longest text beside it: that says
     * what the heading is about. Columns whose names are those of outputs are left out.
     *
     * @param rows the first, in the order of the columns; a row may have fewer cells
     */
    static Optional<ColumnMapping> withLongText(ColumnMapping byName, List<Column> columns, List<List<String>> rows) {
        var heading = columns.stream()
                .filter(column -> byName.inputs().equals(List.of(column.key())))
                .filter(column -> HEADINGS.contains(plain(column.title())))
                .findFirst();
        if (heading.isEmpty()) {
            return Optional.empty();
        }
        var words = IntStream.range(0, columns.size())
                .mapToDouble(column -> words(rows, column))
                .toArray();
        var own = words[columns.indexOf(heading.get())];
        return IntStream.range(0, columns.size())
                .filter(column -> words[column] >= WORDY && words[column] > own)
                .filter(column -> !columns.get(column).key().equals(byName.output()))
                .filter(column -> !OUTPUTS.contains(plain(columns.get(column).title())))
                .boxed()
                .max(Comparator.comparingDouble(column -> words[column]))
                .map(column -> columns.stream()
                        .filter(each -> each.equals(heading.get()) || each.equals(columns.get(column)))
                        .map(Column::key)
                        .toList())
                .map(inputs -> new ColumnMapping(inputs, byName.output()));
    }

    /**
     * Of three columns and more, the two in which most is written: questions and answers have words, what is beside them mostly has not.
     * Where only one has, it is the input, and the next one of words the output.
     *
     * @param rows the first, in the order of the columns; a row may have fewer cells
     */
    static Optional<ColumnMapping> byContent(List<Column> columns, List<List<String>> rows) {
        if (columns.size() < 3) {
            return Optional.empty();
        }
        var words = IntStream.range(0, columns.size())
                .mapToDouble(column -> words(rows, column))
                .toArray();
        var wordy = IntStream.range(0, words.length)
                .filter(column -> words[column] >= WORDY)
                .boxed()
                .sorted(Comparator.comparingDouble(column -> -words[column]))
                .limit(2)
                .sorted()
                .toList();
        if (wordy.isEmpty()) {
            return Optional.empty();
        }
        int input = wordy.getFirst();
        var output = wordy.size() == 2
                ? OptionalInt.of(wordy.getLast())
                : IntStream.range(input + 1, words.length)
                        .filter(column -> words[column] >= 1)
                        .findFirst();
        return output.stream()
                .mapToObj(column -> new ColumnMapping(
                        List.of(columns.get(input).key()), columns.get(column).key()))
                .findFirst();
    }

    /**
     * Words of a column's cell on average, of those that hold any text; 0 for numbers, dates and the like, which are no words, and for
     * what is the same in all rows.
     */
    private static double words(List<List<String>> rows, int column) {
        var cells = rows.stream()
                .filter(row -> column < row.size() && !row.get(column).isBlank())
                .map(row -> row.get(column))
                .toList();
        if (cells.size() > 1 && cells.stream().distinct().count() == 1) {
            return 0;
        }
        return cells.stream()
                .mapToLong(cell -> WORD.matcher(cell).results().count())
                .average()
                .orElse(0);
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
        return Normalizer.normalize(name, Normalizer.Form.NFD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z]", "");
    }
}
