package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.RowMatches;
import io.pitchpipe.portal.dataset.RowQuery;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Finds rows by their text and by what was found in them. A report keeps the first findings of each kind only, so the check is run again
 * to know them all; it finds the same again. Both go through the version once, chunk by chunk.
 */
@Component
public class RowSearching {

    private final RowReading rows;

    RowSearching(RowReading rows) {
        this.rows = rows;
    }

    public RowMatches search(DatasetVersion version, RowQuery query) {
        var found = query.finding().map(code -> withFinding(version, code));
        if (query.text().isBlank()) {
            return found.map(RowSearching::all).orElse(RowMatches.NONE);
        }
        return withText(
                version, query.text(), number -> found.isEmpty() || found.get().get(number));
    }

    /** The numbers of rows with such a finding: a bit for each row of the version. */
    private BitSet withFinding(DatasetVersion version, FindingCode wanted) {
        var numbers = new BitSet();
        var validator = new DatasetValidator((bytes, length, count) -> {}, row -> {}, (code, row) -> {
            if (code == wanted && row > 0) {
                numbers.set(Math.toIntExact(row));
            }
        });
        try {
            CanonicalReader.read(rows.bytes(version.dataset(), version.id()), validator);
        } catch (IOException failed) {
            throw new UncheckedIOException("A version could not be read", failed);
        }
        validator.finish();
        return numbers;
    }

    private static RowMatches all(BitSet numbers) {
        return new RowMatches(
                numbers.cardinality(),
                numbers.stream().limit(RowMatches.SHOWN).asLongStream().boxed().toList());
    }

    private RowMatches withText(DatasetVersion version, String text, Predicate<Integer> wanted) {
        var pattern = Pattern.compile(Pattern.quote(text.strip()), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        var numbers = new ArrayList<Long>();
        var count = 0L;
        var number = 0;
        try (var examples = rows.stream(version.dataset(), version.id())) {
            for (var each = examples.iterator(); each.hasNext(); ) {
                var example = each.next();
                number++;
                if (wanted.test(number) && matches(pattern, example)) {
                    count++;
                    if (numbers.size() < RowMatches.SHOWN) {
                        numbers.add((long) number);
                    }
                }
            }
        }
        return new RowMatches(count, numbers);
    }

    private static boolean matches(Pattern pattern, Example example) {
        return pattern.matcher(example.input()).find()
                || pattern.matcher(example.output()).find();
    }
}
