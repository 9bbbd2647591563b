package io.pitchpipe.portal.dataset;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A column of a file that says which rows are to be taught from and which are held out, by a word in each row. Words are compared
 * without regard to case and blanks around them.
 *
 * @param column its key
 * @param training words of rows to teach from
 * @param heldOut words of rows to hold out
 */
public record SplitColumn(String column, Set<String> training, Set<String> heldOut) {

    /** Where a row belongs. */
    public enum Part {
        TRAINING,
        HELD_OUT
    }

    /** What data sets call the rows to teach from. */
    public static final List<String> TRAINING_WORDS = List.of("train", "training");

    /** What data sets call the rows that a model is not to be taught: to choose settings by, or to test it in the end. */
    public static final List<String> HELD_OUT_WORDS = List.of(
            "validation",
            "valid",
            "val",
            "dev",
            "development",
            "test",
            "testing",
            "eval",
            "evaluation",
            "holdout",
            "hold-out",
            "held-out");

    /** Characters of a word; what is longer is no word for a part. */
    private static final int WORD = 60;

    public SplitColumn {
        training = cleaned(training.stream());
        heldOut = cleaned(heldOut.stream());
        if (training.stream().anyMatch(heldOut::contains)) {
            throw new IllegalArgumentException("A word stands for one part only");
        }
    }

    /** With the words that are known. */
    public static SplitColumn byKnownWords(String column) {
        return new SplitColumn(column, Set.copyOf(TRAINING_WORDS), Set.copyOf(HELD_OUT_WORDS));
    }

    /** The part a word stands for; empty if it is none of the words. */
    public Optional<Part> part(String word) {
        var clean = clean(word);
        if (heldOut.contains(clean)) {
            return Optional.of(Part.HELD_OUT);
        }
        return training.contains(clean) ? Optional.of(Part.TRAINING) : Optional.empty();
    }

    /**
     * The column in whose rows there is nothing but known words.
     *
     * @param rows some rows, in the order of the columns
     */
    public static Optional<SplitColumn> guess(List<Peek.Column> columns, List<List<String>> rows) {
        return columns.stream()
                .map(column -> byKnownWords(column.key()))
                .filter(candidate -> !rows.isEmpty())
                .filter(candidate -> {
                    var at = columns.stream().map(Peek.Column::key).toList().indexOf(candidate.column());
                    return rows.stream()
                            .allMatch(row -> at < row.size()
                                    && candidate.part(row.get(at)).isPresent());
                })
                .findFirst();
    }

    /** The words of a list with commas or blanks between them. */
    public static Set<String> words(String list) {
        return cleaned(Stream.of(list.split("[,;\\s]+")));
    }

    private static Set<String> cleaned(Stream<String> words) {
        return words.map(SplitColumn::clean).filter(word -> !word.isEmpty()).collect(Collectors.toUnmodifiableSet());
    }

    private static String clean(String word) {
        var stripped = word.strip();
        return stripped.length() > WORD ? "" : stripped.toLowerCase(Locale.ROOT);
    }
}
