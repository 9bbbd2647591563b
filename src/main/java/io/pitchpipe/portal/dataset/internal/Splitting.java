package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.Split;
import io.pitchpipe.portal.dataset.VersionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.springframework.stereotype.Component;

/** Divides versions into what is taught from and what is held out; the first to ask decides, for good. */
@Component
public class Splitting {

    private final SplitRepository splits;
    private final RowReading rows;

    Splitting(SplitRepository splits, RowReading rows) {
        this.splits = splits;
        this.rows = rows;
    }

    /** @param version that may be tuned on: what it has is held in memory as hashes */
    public Split split(DatasetVersion version, HoldOut holdOut) {
        return holdOut.isNone()
                ? Split.whole(version)
                : frozen(version, holdOut).split();
    }

    /** Tells whether an example of the version is held out. */
    public Predicate<Example> heldOut(DatasetVersion version, HoldOut holdOut) {
        if (holdOut.isNone()) {
            return example -> false;
        }
        var inputs = frozen(version, holdOut).inputs();
        return example -> SplitPlan.contains(inputs, example.input());
    }

    private SplitRepository.Frozen frozen(DatasetVersion version, HoldOut holdOut) {
        return splits.find(version.id(), holdOut).orElseGet(() -> {
            if (holdOut.isAsInFile()) {
                throw new IllegalArgumentException("The version's file does not say what is held out");
            }
            var seed = seed(version.dataset());
            splits.insert(version.id(), seed, decide(version, holdOut, seed));
            return splits.find(version.id(), holdOut).orElseThrow();
        });
    }

    /** The dataset's, so that rows stay on their side from one version to the next. */
    private static long seed(DatasetId dataset) {
        return dataset.value().getLeastSignificantBits();
    }

    /** Gives a version that has the rows of another one that one's splits. */
    void keep(VersionId old, VersionId same) {
        splits.copy(old, same);
    }

    /** Goes on with what a version's file said is held out in the version made from it. */
    void carry(DatasetVersion base, VersionId next) {
        splits.find(base.id(), HoldOut.AS_IN_FILE)
                .ifPresent(frozen -> splits.insert(next, seed(base.dataset()), frozen));
    }

    /** The inputs that are held out because the file said so; empty if it did not. */
    Optional<long[]> asInFile(VersionId version) {
        return splits.find(version, HoldOut.AS_IN_FILE).map(SplitRepository.Frozen::inputs);
    }

    /** Keeps what is held out as the file says. */
    void freeze(DatasetId dataset, VersionId version, SplitRepository.Frozen frozen) {
        splits.replace(version, seed(dataset), frozen);
    }

    /** Holds an input out beside those that are, if the file said what is. */
    void holdOutAlso(DatasetId dataset, VersionId version, String input) {
        splits.find(version, HoldOut.AS_IN_FILE).ifPresent(frozen -> {
            var inputs = LongStream.concat(Arrays.stream(frozen.inputs()), LongStream.of(Normal.hash(input)))
                    .sorted()
                    .distinct()
                    .toArray();
            freeze(dataset, version, new SplitRepository.Frozen(frozen.split(), inputs));
        });
    }

    private SplitRepository.Frozen decide(DatasetVersion version, HoldOut holdOut, long seed) {
        var plan = new SplitPlan(seed);
        read(version, pair -> plan.add(pair.inputText(), pair.outputText()));
        var inputs = plan.heldOut(holdOut.percent());
        var counted = new long[2];
        read(version, pair -> {
            if (SplitPlan.contains(inputs, pair.inputText())) {
                counted[0]++;
                counted[1] += pair.rowTo - pair.rowFrom + 1;
            }
        });
        var split =
                new Split(holdOut, version.rows() - counted[0], version.bytes() - counted[1], counted[0], counted[1]);
        return new SplitRepository.Frozen(split, inputs);
    }

    private interface Reader {
        void read(RawPair pair);
    }

    private void read(DatasetVersion version, Reader reader) {
        try {
            CanonicalReader.read(rows.bytes(version.dataset(), version.id()), new RowSink() {
                @Override
                public void pair(RawPair pair) {
                    reader.read(pair);
                }

                @Override
                public void rejected(LeftOut row) {
                    throw new IllegalStateException("A stored row cannot be read");
                }
            });
        } catch (IOException failed) {
            throw new UncheckedIOException("A version could not be read", failed);
        }
    }
}
