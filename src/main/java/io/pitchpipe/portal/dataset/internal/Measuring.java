package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.LengthChart;
import io.pitchpipe.portal.dataset.Limits;
import io.pitchpipe.portal.dataset.Row;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Measures examples: all of a version that may be tuned on, some of a larger one. */
@Component
public class Measuring {

    /** Examples of a version that is too large to be read for this; each costs reading the chunk it is in. */
    private static final int SOME = 500;

    /** Examples whose tokens are counted; each is a request to the backend. */
    static final int REQUESTS = 64;

    private final RowReading rows;

    Measuring(RowReading rows) {
        this.rows = rows;
    }

    /** In characters (code points), input and output together; empty if there are no rows. */
    public Optional<LengthChart> characters(DatasetVersion version) {
        if (version.rows() == 0) {
            return Optional.empty();
        }
        try (var examples = version.bytes() <= Limits.SET_BYTES
                ? rows.stream(version.dataset(), version.id())
                : spread(version, SOME).stream()) {
            return Optional.of(LengthChart.of(
                    examples.mapToLong(each -> characters(each.input()) + characters(each.output()))
                            .toArray(),
                    version.rows()));
        }
    }

    private static long characters(String text) {
        return text.codePointCount(0, text.length());
    }

    /** By somebody who counts one example at a time, and may not be able to: then empty. */
    public Optional<LengthChart> counted(DatasetVersion version, Function<Example, OptionalInt> counter) {
        var lengths = LongStream.builder();
        for (var example : spread(version, REQUESTS)) {
            var length = counter.apply(example);
            if (length.isEmpty()) {
                return Optional.empty();
            }
            lengths.add(length.getAsInt());
        }
        var all = lengths.build().toArray();
        return all.length == 0 ? Optional.empty() : Optional.of(LengthChart.of(all, version.rows()));
    }

    /** Up to {@code count} examples spread evenly over the version, always the same ones. */
    public List<Example> spread(DatasetVersion version, int count) {
        var numbers = count >= version.rows()
                ? LongStream.rangeClosed(1, version.rows())
                : LongStream.range(0, count).map(index -> index * version.rows() / count + 1);
        Stream<Row> found =
                rows.at(version.dataset(), version.id(), numbers.boxed().toList()).stream();
        return found.map(Row::example).toList();
    }
}
