package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.FixPreview;
import io.pitchpipe.portal.dataset.FixPreview.Change;
import io.pitchpipe.portal.dataset.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Goes through a version as a fix would, and says what would become of it. */
@Component
public class FixPreviewing {

    private static final int EXAMPLES = 5;

    private final RowReading rows;

    FixPreviewing(RowReading rows) {
        this.rows = rows;
    }

    public FixPreview preview(DatasetVersion base, Set<Fix> fixes) {
        var watcher = new Watcher();
        try {
            CanonicalReader.read(
                    rows.bytes(base.dataset(), base.id()), new FixFilter(fixes, watcher.afterwards, watcher));
        } catch (IOException failed) {
            throw new UncheckedIOException("A version could not be read", failed);
        }
        return new FixPreview(watcher.dropped, watcher.changed, watcher.examples);
    }

    private static final class Watcher implements FixFilter.Listener {

        long dropped;
        long changed;
        final ArrayList<Change> examples = new ArrayList<>();
        /** The changed row that has not come out at the other end yet. */
        private Optional<Row> pending = Optional.empty();

        final RowSink afterwards = new RowSink() {
            @Override
            public void pair(RawPair pair) {
                pending.ifPresent(before -> {
                    if (examples.size() < EXAMPLES) {
                        examples.add(new Change(before, Optional.of(example(pair))));
                    }
                });
                pending = Optional.empty();
            }

            @Override
            public void rejected(LeftOut row) {
                throw new IllegalStateException("A stored row cannot be read");
            }
        };

        @Override
        public void dropped(RawPair pair) {
            dropped++;
            if (pending.isPresent()) {
                changed--;
            }
            if (examples.size() < EXAMPLES) {
                examples.add(new Change(pending.orElseGet(() -> new Row(pair.line, example(pair))), Optional.empty()));
            }
            pending = Optional.empty();
        }

        @Override
        public void changed(RawPair pair) {
            changed++;
            pending = Optional.of(new Row(pair.line, example(pair)));
        }

        private static Example example(RawPair pair) {
            return new Example(
                    new String(pair.inputBytes, pair.inputFrom, pair.inputTo - pair.inputFrom, StandardCharsets.UTF_8),
                    new String(
                            pair.outputBytes,
                            pair.outputFrom,
                            pair.outputTo - pair.outputFrom,
                            StandardCharsets.UTF_8));
        }
    }
}
