package io.pitchpipe.portal.dataset;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A first look into a received file.
 *
 * @param reading how it was understood
 * @param columns what it has
 * @param rows the first rows, cut to a few hundred characters per cell, in the order of the columns
 * @param guess the mapping that the columns' names, or else what stands in them, or else their order suggest
 * @param guessedByName whether the names were known ones
 * @param problems what the user should know before going on
 * @param sheets names of the workbook's sheets, if it is one
 */
public record Peek(
        UploadId upload,
        String fileName,
        long bytes,
        Reading reading,
        List<Column> columns,
        List<List<String>> rows,
        Optional<ColumnMapping> guess,
        boolean guessedByName,
        List<Problem> problems,
        List<String> sheets) {

    /** Words of a cell on average from which on a column holds texts, and not names, numbers or states. */
    private static final double WORDY = 4;

    /**
     * The column with the longest text, if neither the input nor the output has it: whoever imports the file will hardly want to lose it.
     *
     * @param mapping what is chosen
     */
    public Optional<Column> longestLeftOut(ColumnMapping mapping) {
        return IntStream.range(0, columns.size())
                .filter(column -> words(column) >= WORDY)
                .boxed()
                .max(Comparator.comparingDouble(this::length))
                .map(columns::get)
                .filter(column -> !mapping.inputs().contains(column.key())
                        && !mapping.output().equals(column.key()));
    }

    private Stream<String> cells(int column) {
        return rows.stream()
                .filter(row -> column < row.size())
                .map(row -> row.get(column))
                .filter(cell -> !cell.isBlank());
    }

    private double length(int column) {
        return cells(column).mapToInt(String::length).average().orElse(0);
    }

    private double words(int column) {
        return cells(column)
                .mapToInt(cell -> cell.strip().split("\\s+").length)
                .average()
                .orElse(0);
    }

    /**
     * A column.
     *
     * @param key names it in a {@link ColumnMapping}
     * @param title what the file calls it; untrusted
     */
    public record Column(String key, String title) {}

    /**
     * Something to decide or to know.
     *
     * @param details what the words for the code speak of, in their order
     */
    public record Problem(ProblemCode code, List<String> details) {}

    /** What a first look can find; the words for each are in the bundle, under dataset.peek. */
    public enum ProblemCode {
        /** Not UTF-8; details: the byte's position, the suggested encoding. The user confirms the encoding. */
        NOT_UTF8,
        /** UTF-16, seen by its byte order mark; details: the encoding. */
        UTF16,
        /** Two columns have one name; details: the name. */
        DUPLICATE_HEADER,
        /** A column has no name; details: its number. */
        MISSING_HEADER,
        /** Several columns have no name; details: how many, the numbers of the first. */
        MISSING_HEADERS,
        /** Only one column: the delimiter is wrong, or outputs are missing. */
        ONE_COLUMN,
        /** Only one field of the objects, or one column of the sheet: outputs are missing. */
        ONE_FIELD,
        /** Chats of several turns among the first rows, which will be left out; details: how many, of how many. */
        MANY_TURNS,
        /** No rows at all. */
        NO_ROWS,
        /** The first rows could not be read as this format; details: the line. */
        UNREADABLE;

        /** Words enough where no rows are shown. */
        public boolean tellsWhyNothingIsShown() {
            return this == UNREADABLE || this == MANY_TURNS;
        }
    }
}
