package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.internal.RowFix.Outcome;
import java.util.List;

/** Applies fixes to the rows of a version as they pass from its chunks to a validator. */
final class FixFilter implements RowSink {

    /** Hears what happened to a row, whose number in the old version is {@code before.line}. */
    interface Listener {
        void dropped(RawPair before);

        void changed(RawPair before, RawPair after);
    }

    static final Listener NOBODY = new Listener() {
        @Override
        public void dropped(RawPair before) {}

        @Override
        public void changed(RawPair before, RawPair after) {}
    };

    private final List<RowFix> fixes;
    private final RowSink next;
    private final Listener listener;
    private final RawPair before = new RawPair();

    FixFilter(List<RowFix> fixes, RowSink next, Listener listener) {
        this.fixes = fixes;
        this.next = next;
        this.listener = listener;
    }

    @Override
    public void pair(RawPair pair) {
        before.set(pair);
        var changed = false;
        for (var fix : fixes) {
            var outcome = fix.apply(pair);
            if (outcome == Outcome.DROPPED) {
                listener.dropped(before);
                return;
            }
            changed |= outcome == Outcome.CHANGED;
        }
        if (changed) {
            listener.changed(before, pair);
        }
        pair.line = 0;
        next.pair(pair);
    }

    @Override
    public void rejected(LeftOut row) {
        next.rejected(row);
    }
}
