package io.pitchpipe.portal.dataset.internal;

/** One fix, applied to one row after another. */
@FunctionalInterface
interface RowFix {

    /** What became of a row. */
    enum Outcome {
        KEPT,
        CHANGED,
        DROPPED
    }

    /** Gives the pair other bytes where it changes it; never changes the bytes it has. */
    Outcome apply(RawPair pair);
}
