package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.Split;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Predicate;
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
            var seed = version.id().value().getLeastSignificantBits();
            splits.insert(version.id(), seed, decide(version, holdOut, seed));
            return splits.find(version.id(), holdOut).orElseThrow();
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
