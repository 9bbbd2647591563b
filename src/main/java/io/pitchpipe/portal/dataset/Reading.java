package io.pitchpipe.portal.dataset;

/**
 * How the bytes of a file are to be understood; guessed by {@link DatasetService#peek} and confirmed or changed by the user.
 *
 * @param delimiter between fields of {@link Format#DELIMITED}
 * @param quote around fields of {@link Format#DELIMITED} that hold delimiters or line breaks
 * @param header whether the first row names the columns
 * @param charset the encoding's name, such as UTF-8
 * @param sheet the number, from 0, of an {@link Format#EXCEL} workbook's sheet
 */
public record Reading(Format format, char delimiter, char quote, boolean header, String charset, int sheet) {

    /** The kinds of files that are read. */
    public enum Format {
        /** CSV, TSV and their relatives. */
        DELIMITED,
        /** One document: an array of objects, or an object that holds one at any depth. */
        JSON,
        /** One object per line. */
        JSON_LINES,
        /** An .xlsx workbook. */
        EXCEL
    }

    public Reading withDelimiter(char other) {
        return new Reading(format, other, quote, header, charset, sheet);
    }

    public Reading withQuote(char other) {
        return new Reading(format, delimiter, other, header, charset, sheet);
    }

    public Reading withHeader(boolean other) {
        return new Reading(format, delimiter, quote, other, charset, sheet);
    }

    public Reading withCharset(String other) {
        return new Reading(format, delimiter, quote, header, other, sheet);
    }

    public Reading withSheet(int other) {
        return new Reading(format, delimiter, quote, header, charset, other);
    }
}
