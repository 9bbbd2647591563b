package io.pitchpipe.portal.dataset.internal;

import java.io.IOException;
import java.io.InputStream;

/** Finds the rows of a file and hands their mapped fields on; one for each format. */
interface ExampleReader {

    /**
     * Reads to the end, whatever is wrong on the way: what cannot be read is {@linkplain RowSink#rejected rejected}, row by row.
     *
     * @param in UTF-8 without a byte order mark, except for workbooks
     * @throws IOException only if {@code in} fails
     */
    void read(InputStream in, RowSink sink) throws IOException;
}
