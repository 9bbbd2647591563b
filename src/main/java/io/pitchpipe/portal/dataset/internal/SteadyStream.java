package io.pitchpipe.portal.dataset.internal;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Gives up on an upload that brings less than a line of the last century would: each holds a megabyte and a thread for as long as it lasts. */
final class SteadyStream extends FilterInputStream {

    static final Duration SPAN = Duration.ofSeconds(30);

    /** Bytes in each span. */
    static final long MIN_BYTES = 30L * 1024;

    /** Too little came in a span. */
    static final class TooSlowException extends IOException {

        private static final long serialVersionUID = 1L;

        TooSlowException() {
            super("Fewer than " + MIN_BYTES + " bytes in " + SPAN.toSeconds() + " s");
        }
    }

    private final InstantSource clock;
    private Instant since;
    private long came;

    SteadyStream(InputStream in, InstantSource clock) {
        super(in);
        this.clock = clock;
        this.since = clock.instant();
    }

    @Override
    public int read() throws IOException {
        var one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        var read = super.read(buffer, offset, length);
        if (read >= 0) {
            count(read);
        }
        return read;
    }

    /** What was done with the bytes between two reads is not the caller's slowness: only spans with next to nothing in them count. */
    private void count(int bytes) throws TooSlowException {
        came += bytes;
        var now = clock.instant();
        if (Duration.between(since, now).compareTo(SPAN) < 0) {
            return;
        }
        if (came < MIN_BYTES) {
            throw new TooSlowException();
        }
        since = now;
        came = 0;
    }
}
