package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.FindingCode;

/** What a reader feeds. Called in the order of the file, by one thread. */
interface RowSink {

    /** A row whose fields were found; the pair is only good until this returns. */
    void pair(RawPair pair);

    /**
     * A row that is left out.
     *
     * @param line where it starts in the file
     * @param excerpt its beginning
     */
    void rejected(FindingCode why, long line, String excerpt, String... details);
}
