package io.pitchpipe.portal.dataset.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A stream that does something with what it passes on, many bytes at a time: a single one is asked for as an array of one. */
abstract class BulkStream extends FilterInputStream {

    BulkStream(InputStream in) {
        super(in);
    }

    @Override
    public final int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public abstract int read(byte[] target, int offset, int length) throws IOException;

    /** Going back would pass the same bytes on twice. */
    @Override
    public final boolean markSupported() {
        return false;
    }
}
