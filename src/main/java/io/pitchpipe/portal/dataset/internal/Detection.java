package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Reading.Format;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Guesses from the first bytes of a text, in UTF-8, how it is laid out. What is guessed is shown and can be changed. */
final class Detection {

    private static final char[] DELIMITERS = {',', '\t', ';', '|'};

    /** Numbers, dates and times of day, as data has them. */
    private static final Pattern NUMBER = Pattern.compile(
            "[+-]?[0-9][0-9.,' ]*(?:[eE][+-]?[0-9]+)?%?|[0-9]{1,4}[-/.][0-9]{1,2}[-/.][0-9]{1,4}(?:[ T][0-9:.]+Z?)?");

    /** What programs write where there is nothing. */
    private static final Set<String> ABSENT = Set.of("", "NA", "N/A", "NaN", "nan", "null", "NULL");

    private Detection() {}

    static Format format(byte[] head, String fileName) {
        var at = 0;
        while (at < head.length && (head[at] == ' ' || head[at] == '\t' || head[at] == '\n' || head[at] == '\r')) {
            at++;
        }
        var first = at < head.length ? head[at] : 0;
        var name = fileName.toLowerCase(Locale.ROOT).replaceAll("\\.(gz|zip)$", "");
        if (first == '[' && !name.endsWith(".csv") && !name.endsWith(".tsv")) {
            return Format.JSON;
        }
        if (first != '{') {
            return Format.DELIMITED;
        }
        return closesOnItsLine(head, at) ? Format.JSON_LINES : Format.JSON;
    }

    /**
     * JSON lines have a whole object on the first line; a document of one line, the wrapper {"examples": […]}, has objects in an array too,
     * as has a chat, which says what it is by a name of its own.
     */
    private static boolean closesOnItsLine(byte[] head, int from) {
        var depth = 0;
        var chat = false;
        var objectsInArrays = false;
        byte before = 0;
        for (var at = from; at < head.length && head[at] != '\n' && head[at] != '\r'; at++) {
            var b = head[at];
            if (b == '"') {
                var end = endOfString(head, at);
                chat |= depth == 1
                        && (before == '{' || before == ',')
                        && JsonRow.CHATS.contains(text(head, at + 1, end));
                at = end;
            } else if (b == '{' || b == '[') {
                objectsInArrays |= b == '{' && before == '[';
                depth++;
            } else if (b == '}' || b == ']') {
                depth--;
                if (depth == 0) {
                    return !objectsInArrays || chat || followed(head, at + 1);
                }
            }
            if (b != ' ' && b != '\t') {
                before = b;
            }
        }
        return false;
    }

    /** Where the string that opens at {@code from} closes; where it does not on its line, the last byte of that. */
    private static int endOfString(byte[] head, int from) {
        var at = from + 1;
        while (at < head.length && head[at] != '"' && head[at] != '\n' && head[at] != '\r') {
            at += head[at] == '\\' ? 2 : 1;
        }
        return at < head.length && head[at] == '"' ? at : Math.min(at, head.length) - 1;
    }

    private static String text(byte[] head, int from, int to) {
        return new String(head, from, Math.max(0, to - from), StandardCharsets.UTF_8);
    }

    private static boolean followed(byte[] head, int from) {
        for (var at = from; at < head.length; at++) {
            if (head[at] == '{') {
                return true;
            }
            if (head[at] != '\n' && head[at] != '\r' && head[at] != ' ' && head[at] != '\t') {
                return false;
            }
        }
        return false;
    }

    /** The delimiter by which most records have the same number of columns, at least two. */
    static char delimiter(byte[] head, boolean whole, String fileName) {
        var best = fileName.toLowerCase(Locale.ROOT).endsWith(".tsv") ? '\t' : ',';
        var bestScore = 0.0;
        for (var delimiter : DELIMITERS) {
            var sizes = CsvHead.records(head, whole, delimiter, '"', 200).stream()
                    .map(List::size)
                    .collect(Collectors.groupingBy(Function.identity(), HashMap::new, Collectors.counting()));
            var score = sizes.entrySet().stream()
                    .filter(entry -> entry.getKey() > 1)
                    .mapToDouble(entry -> entry.getValue()
                            / (double) sizes.values().stream()
                                    .mapToLong(Long::longValue)
                                    .sum())
                    .max()
                    .orElse(0);
            // A tab or a semicolon is rarely there by chance; a comma is in every second sentence.
            var handicap = delimiter == ',' ? 0.9 : 1.0;
            if (score * handicap > bestScore) {
                bestScore = score * handicap;
                best = delimiter;
            }
        }
        return best;
    }

    /**
     * Whether the first row names the columns: it has a known name, or a word above numbers, or it consists of short words that look like
     * names above longer values.
     */
    static boolean header(List<List<String>> records) {
        if (records.isEmpty()) {
            return false;
        }
        var first = records.getFirst();
        if (ColumnNames.anyKnown(first)) {
            return true;
        }
        if (records.size() < 3
                || first.stream().filter(name -> !name.isEmpty()).distinct().count() < first.size()) {
            return false;
        }
        var names = first.stream()
                .allMatch(name -> name.matches("[\\p{L}_][\\p{L}\\p{N}_ .-]{0,30}") && name.split(" ").length <= 3);
        return IntStream.range(0, first.size()).anyMatch(column -> {
            var below = records.stream()
                    .skip(1)
                    .filter(record -> record.size() > column)
                    .map(record -> record.get(column))
                    .toList();
            var average = below.stream().mapToInt(String::length).average().orElse(0);
            return names && average > 2.5 * first.get(column).length() || wordAboveNumbers(first.get(column), below);
        });
    }

    /** A word where all that is below it are numbers or dates can only be their name. */
    private static boolean wordAboveNumbers(String first, List<String> below) {
        var given = below.stream().filter(value -> !ABSENT.contains(value)).toList();
        return given.size() * 2 > below.size()
                && !ABSENT.contains(first)
                && !NUMBER.matcher(first).matches()
                && given.stream().allMatch(value -> NUMBER.matcher(value).matches());
    }
}
