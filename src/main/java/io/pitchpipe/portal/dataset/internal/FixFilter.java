package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.Limits;
import java.util.Set;

/** Applies fixes to the rows of a version as they pass from its chunks to a validator. */
final class FixFilter implements RowSink {

    /** Hears what happened to a row, whose number in the old version is {@code pair.line}. */
    interface Listener {
        void dropped(RawPair pair);

        /** Called before a trimmed row is handed on; the pair is still as it was. */
        void changed(RawPair pair);
    }

    static final Listener NOBODY = new Listener() {
        @Override
        public void dropped(RawPair pair) {}

        @Override
        public void changed(RawPair pair) {}
    };

    private final Set<Fix> fixes;
    private final RowSink next;
    private final Listener listener;
    private final FirstSeen pairs = new FirstSeen();
    private final FirstSeen inputs = new FirstSeen();
    private final CanonicalWriter measure = new CanonicalWriter();
    private long bytes;
    private boolean full;

    FixFilter(Set<Fix> fixes, RowSink next, Listener listener) {
        this.fixes = fixes;
        this.next = next;
        this.listener = listener;
    }

    @Override
    public void pair(RawPair pair) {
        var inputFrom = Utf8.skipBlanks(pair.inputBytes, pair.inputFrom, pair.inputTo);
        var inputTo = Utf8.dropBlanks(pair.inputBytes, inputFrom, pair.inputTo);
        var outputFrom = Utf8.skipBlanks(pair.outputBytes, pair.outputFrom, pair.outputTo);
        var outputTo = Utf8.dropBlanks(pair.outputBytes, outputFrom, pair.outputTo);
        if (fixes.contains(Fix.DROP_EMPTY) && (inputFrom == inputTo || outputFrom == outputTo)) {
            listener.dropped(pair);
            return;
        }
        var blanks = inputTo - inputFrom != pair.inputTo - pair.inputFrom
                || outputTo - outputFrom != pair.outputTo - pair.outputFrom;
        if (fixes.contains(Fix.TRIM) && blanks) {
            listener.changed(pair);
            pair.input(pair.inputBytes, inputFrom, inputTo);
            pair.output(pair.outputBytes, outputFrom, outputTo);
        }
        if (tooLong(pair) || repeated(pair) || tooMuch(pair)) {
            listener.dropped(pair);
            return;
        }
        pair.line = 0;
        next.pair(pair);
    }

    private boolean tooLong(RawPair pair) {
        return fixes.contains(Fix.DROP_TOO_LONG)
                && (codePoints(pair.inputBytes, pair.inputFrom, pair.inputTo) > Limits.INPUT_CHARACTERS
                        || codePoints(pair.outputBytes, pair.outputFrom, pair.outputTo) > Limits.OUTPUT_CHARACTERS);
    }

    private boolean repeated(RawPair pair) {
        var inputHash = Hash.of(pair.inputBytes, pair.inputFrom, pair.inputTo);
        if (fixes.contains(Fix.DROP_DUPLICATES)) {
            var pairHash = Hash.of(pair.outputBytes, pair.outputFrom, pair.outputTo, inputHash);
            if (pairs.put(pairHash, 1) > 0) {
                return true;
            }
        }
        return fixes.contains(Fix.KEEP_FIRST_ANSWER) && inputs.put(inputHash, 1) > 0;
    }

    private boolean tooMuch(RawPair pair) {
        if (!fixes.contains(Fix.KEEP_FIRST_4_MB)) {
            return false;
        }
        measure.truncate(0);
        measure.append(pair.inputBytes, pair.inputFrom, pair.inputTo);
        measure.append(pair.outputBytes, pair.outputFrom, pair.outputTo);
        bytes +=
                measure.length() + CanonicalLine.OPEN.length + CanonicalLine.MIDDLE.length + CanonicalLine.CLOSE.length;
        full |= bytes > Limits.SET_BYTES;
        return full;
    }

    private static int codePoints(byte[] bytes, int from, int to) {
        var count = 0;
        for (var at = from; at < to; at++) {
            count += (bytes[at] & 0xc0) == 0x80 ? 0 : 1;
        }
        return count;
    }

    @Override
    public void rejected(LeftOut row) {
        next.rejected(row);
    }
}
