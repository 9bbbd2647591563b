package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.Refused;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How several columns become one input: text with the columns' names in braces, such as <code>Ticket: {subject}</code>. A brace that is
 * meant as a brace is written twice. This is the one place where such an input is put together: when a file is read, and when a model
 * that was taught from it is prompted.
 *
 * @param text at most {@value #MAX_CHARACTERS} characters (code points), with at least one column in it
 */
public record Template(String text) {

    /** As many as a preamble may have: leaves room for what is put in. */
    public static final int MAX_CHARACTERS = 4_000;

    /** @throws Refused if it is too long, has a brace without its other half, or no column */
    public Template {
        if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            throw new Refused("dataset.template.tooLong", MAX_CHARACTERS);
        }
        if (Pieces.of(text).names().isEmpty()) {
            throw new Refused("dataset.template.noColumn");
        }
    }

    /**
     * A template taken apart: {@code literals(0) names(0) literals(1) … literals(n)}.
     *
     * @param literals what stands between the columns, with single braces; one more than there are names
     * @param names of the columns, in their order; one may be there several times
     */
    public record Pieces(List<String> literals, List<String> names) {

        private static Pieces of(String text) {
            var literals = new ArrayList<String>();
            var names = new ArrayList<String>();
            var literal = new StringBuilder();
            for (var at = 0; at < text.length(); at++) {
                var c = text.charAt(at);
                if (c != '{' && c != '}') {
                    literal.append(c);
                } else if (at + 1 < text.length() && text.charAt(at + 1) == c) {
                    literal.append(c);
                    at++;
                } else {
                    var end = c == '{' ? text.indexOf('}', at) : -1;
                    var name = end < 0 ? "" : text.substring(at + 1, end).strip();
                    if (name.isEmpty() || name.indexOf('{') >= 0) {
                        throw new Refused("dataset.template.brace", text.codePointCount(0, at) + 1);
                    }
                    literals.add(literal.toString());
                    literal.setLength(0);
                    names.add(name);
                    at = end;
                }
            }
            literals.add(literal.toString());
            return new Pieces(List.copyOf(literals), List.copyOf(names));
        }

        /**
         * The input of a row; empty if all of its columns are, for words around nothing ask nothing.
         *
         * @param values of the columns, in the order of {@link #names}
         */
        public String join(List<String> values) {
            if (values.stream().allMatch(String::isBlank)) {
                return "";
            }
            var joined = new StringBuilder(literals.getFirst());
            for (var i = 0; i < names.size(); i++) {
                joined.append(values.get(i)).append(literals.get(i + 1));
            }
            return joined.toString();
        }
    }

    public Pieces pieces() {
        return Pieces.of(text);
    }

    /** The names of its columns, each once, in the order in which they first stand in it. */
    public List<String> columns() {
        return pieces().names().stream().distinct().toList();
    }

    /** The input for these values; a column that is not among them is empty. */
    public String fill(Map<String, String> values) {
        var pieces = pieces();
        return pieces.join(pieces.names().stream()
                .map(name -> values.getOrDefault(name, ""))
                .toList());
    }

    /**
     * Finds its columns among those of a file: by their titles, those without one by their number, from 1.
     *
     * @param output the key of the column that becomes the output
     * @throws Refused naming what is no column, and the columns that there are
     */
    public ColumnMapping bind(List<Peek.Column> columns, String output) {
        var names = pieces().names();
        var keys = names.stream().map(name -> key(columns, name)).toList();
        var missing = names.stream()
                .filter(name -> key(columns, name).isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            var there = columns.stream().map(column -> name(columns, column)).collect(Collectors.joining(", "));
            throw new Refused("dataset.template.unknown", missing, there);
        }
        return new ColumnMapping(keys, output).withTemplate(this);
    }

    private static String key(List<Peek.Column> columns, String name) {
        return columns.stream()
                .filter(column -> name(columns, column).equals(name))
                .map(Peek.Column::key)
                .findFirst()
                .orElse("");
    }

    /** What a column is called in a template: its title, or its number from 1 where it has none or one that braces would break. */
    public static String name(List<Peek.Column> columns, Peek.Column column) {
        var title = column.title().strip();
        return title.isEmpty() || title.contains("{") || title.contains("}")
                ? Integer.toString(columns.indexOf(column) + 1)
                : title;
    }
}
