package io.pitchpipe.portal.dataset.internal;

/** The bytes that mean something in delimited text, looked for eight at a time. */
final class CsvMarks {

    private static final long LFS = Swar.broadcast('\n');
    private static final long CRS = Swar.broadcast('\r');

    final byte delimiter;
    final byte quote;
    private final long delimiters;
    private final long quotes;

    CsvMarks(char delimiter, char quote) {
        this.delimiter = (byte) delimiter;
        this.quote = (byte) quote;
        this.delimiters = Swar.broadcast(delimiter);
        this.quotes = Swar.broadcast(quote);
    }

    /** The next delimiter or line break in {@code bytes[from, to)}, or {@code to}. */
    int delimiter(byte[] bytes, int from, int to) {
        return find(bytes, from, to, delimiter, delimiters);
    }

    /** The next quote or line break in {@code bytes[from, to)}, or {@code to}. */
    int quote(byte[] bytes, int from, int to) {
        return find(bytes, from, to, quote, quotes);
    }

    private static int find(byte[] bytes, int from, int to, byte mark, long marks) {
        var p = from;
        while (p + 8 <= to) {
            var word = Swar.load(bytes, p);
            var found = Swar.equal(word, marks) | Swar.equal(word, LFS) | Swar.equal(word, CRS);
            if (found != 0) {
                return p + Swar.first(found);
            }
            p += 8;
        }
        while (p < to && bytes[p] != mark && bytes[p] != '\n' && bytes[p] != '\r') {
            p++;
        }
        return p;
    }
}
