package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.internal.RowFix.Outcome;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Applies fixes to the rows of a version as they pass from its chunks to a validator, and counts what each has done. */
final class FixFilter implements RowSink {

    /** One fix of those that are applied in turn. */
    record Step(Fix fix, RowFix does) {}

    /** Hears what happened to a row, whose number in the old version is {@code before.line}. */
    interface Listener {
        void dropped(RawPair before, Fix by);

        void changed(RawPair before, RawPair after, Set<Fix> by);
    }

    static final Listener NOBODY = new Listener() {
        @Override
        public void dropped(RawPair before, Fix by) {}

        @Override
        public void changed(RawPair before, RawPair after, Set<Fix> by) {}
    };

    private final List<Step> steps;
    private final RowSink next;
    private final Listener listener;
    private final RawPair before = new RawPair();
    private final Map<Fix, Long> counts = new EnumMap<>(Fix.class);

    FixFilter(List<Step> steps, RowSink next, Listener listener) {
        this.steps = steps;
        this.next = next;
        this.listener = listener;
    }

    @Override
    public void pair(RawPair pair) {
        before.set(pair);
        var by = EnumSet.noneOf(Fix.class);
        for (var step : steps) {
            var outcome = step.does().apply(pair);
            if (outcome == Outcome.DROPPED) {
                counts.merge(step.fix(), 1L, Long::sum);
                listener.dropped(before, step.fix());
                return;
            }
            if (outcome == Outcome.CHANGED) {
                by.add(step.fix());
            }
        }
        if (!by.isEmpty()) {
            by.forEach(fix -> counts.merge(fix, 1L, Long::sum));
            listener.changed(before, pair, by);
        }
        pair.line = 0;
        next.pair(pair);
    }

    /**
     * In how many rows each fix has done something, so far: rows it dropped, or rows that it changed and that were not dropped by a later
     * one. Fixes that did nothing are not in it.
     */
    Map<Fix, Long> counts() {
        return counts;
    }

    @Override
    public void rejected(LeftOut row) {
        next.rejected(row);
    }
}
