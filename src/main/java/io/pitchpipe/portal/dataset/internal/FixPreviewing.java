package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.FixPreview;
import io.pitchpipe.portal.dataset.FixPreview.Change;
import io.pitchpipe.portal.dataset.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Gets the fixes for a version ready, and goes through it as they would, to say what would become of it. */
@Component
public class FixPreviewing {

    private static final int EXAMPLES = 5;

    /** Rows that are shown of each of several fixes, so that the first of them does not take all the room. */
    private static final int OF_EACH = 2;

    private final RowReading rows;

    FixPreviewing(RowReading rows) {
        this.rows = rows;
    }

    public FixPreview preview(DatasetVersion base, Set<Fix> fixes) {
        var watcher = new Watcher();
        FixFilter filter;
        try {
            filter = new FixFilter(steps(base, fixes), NOWHERE, watcher);
            CanonicalReader.read(rows.bytes(base.dataset(), base.id()), filter);
        } catch (IOException failed) {
            throw new UncheckedIOException("A version could not be read", failed);
        }
        return new FixPreview(watcher.dropped, watcher.changed, filter.counts(), watcher.examples);
    }

    /** The fixes as steps; goes through the version once beforehand if they have to know all of it. */
    List<FixFilter.Step> steps(DatasetVersion base, Set<Fix> fixes) throws IOException {
        var validator = new DatasetValidator((bytes, length, count) -> {});
        if (RowFixes.needFacts(fixes)) {
            CanonicalReader.read(rows.bytes(base.dataset(), base.id()), validator);
            validator.finish();
        }
        return RowFixes.of(fixes, validator.facts());
    }

    private static final RowSink NOWHERE = new RowSink() {
        @Override
        public void pair(RawPair pair) {}

        @Override
        public void rejected(LeftOut row) {
            throw new IllegalStateException("A stored row cannot be read");
        }
    };

    private static final class Watcher implements FixFilter.Listener {

        private long dropped;
        private long changed;
        private final List<Change> examples = new ArrayList<>();
        private final Map<Fix, Integer> shown = new EnumMap<>(Fix.class);

        @Override
        public void dropped(RawPair before, Fix by) {
            dropped++;
            show(before, Optional.empty(), Set.of(by));
        }

        @Override
        public void changed(RawPair before, RawPair after, Set<Fix> by) {
            changed++;
            show(before, Optional.of(after), by);
        }

        private void show(RawPair before, Optional<RawPair> after, Set<Fix> by) {
            if (examples.size() < EXAMPLES || by.stream().anyMatch(fix -> shown.getOrDefault(fix, 0) < OF_EACH)) {
                by.forEach(fix -> shown.merge(fix, 1, Integer::sum));
                examples.add(new Change(new Row(before.line, example(before)), after.map(Watcher::example)));
            }
        }

        private static Example example(RawPair pair) {
            return new Example(pair.inputText(), pair.outputText());
        }
    }
}
