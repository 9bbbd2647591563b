package io.pitchpipe.portal.dataset.internal;

/** What a reader feeds. Called in the order of the file, by one thread. */
interface RowSink {

    /** A row whose fields were found; the pair is only good until this returns. */
    void pair(RawPair pair);

    /** A row that is left out. */
    void rejected(LeftOut row);
}
