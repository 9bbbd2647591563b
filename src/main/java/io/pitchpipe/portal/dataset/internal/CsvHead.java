package io.pitchpipe.portal.dataset.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** The first records of a delimited file: what the preview shows, and what the number of columns is decided by. */
final class CsvHead {

    private CsvHead() {}

    /**
     * How many columns a table has whose heading may be shorter than its rows: what all of its first rows but the heading agree on. Where
     * they do not, texts have delimiters in them, and the heading is what counts.
     *
     * @return 0 if they do not agree
     */
    static int width(byte[] head, boolean whole, char delimiter, char quote) {
        var sizes = records(head, whole, delimiter, quote, 100).stream()
                .skip(1)
                .map(List::size)
                .distinct()
                .toList();
        return sizes.size() == 1 ? sizes.getFirst() : 0;
    }

    /**
     * The first records as text.
     *
     * @param whole whether {@code head} is the whole file; otherwise its last record is cut and left out
     */
    static List<List<String>> records(byte[] head, boolean whole, char delimiter, char quote, int limit) {
        var records = new ArrayList<List<String>>();
        var cursor = new CsvCursor(new ByteArrayInputStream(head), delimiter, quote);
        try {
            while (records.size() <= limit) {
                var outcome = cursor.next();
                if (outcome == CsvCursor.Outcome.END) {
                    return records;
                }
                if (outcome == CsvCursor.Outcome.RECORD) {
                    if (!whole && cursor.recordOffset() + cursor.recordTo() - cursor.recordFrom() >= head.length) {
                        return records;
                    }
                    records.add(texts(cursor));
                }
            }
        } catch (IOException never) {
            throw new UncheckedIOException("An array was read", never);
        }
        records.removeLast();
        return records;
    }

    private static List<String> texts(CsvCursor cursor) {
        var texts = new ArrayList<String>();
        for (var field = 0; field < Math.min(cursor.fields(), 200); field++) {
            if (cursor.doubled(field)) {
                var plain = new byte[cursor.to(field) - cursor.from(field)];
                texts.add(Utf8.excerpt(plain, 0, cursor.unescape(field, plain, 0), Excerpt.CELL));
            } else {
                texts.add(Utf8.excerpt(cursor.bytes(), cursor.from(field), cursor.to(field), Excerpt.CELL));
            }
        }
        return texts;
    }
}
