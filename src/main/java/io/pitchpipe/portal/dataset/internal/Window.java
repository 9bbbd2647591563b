package io.pitchpipe.portal.dataset.internal;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** A sliding window over a stream: holds the record that is being read, and grows only up to the largest record allowed. */
final class Window {

    /** A record of more bytes is skipped without being kept; the longest row within the limits has some 270,000. */
    static final int MOST = 1024 * 1024;

    private final InputStream in;
    private final int most;
    byte[] bytes = new byte[256 * 1024];
    /** Where the data ends in {@link #bytes}. */
    int limit;
    /** The position in the stream of {@code bytes[0]}. */
    long offset;

    private int moved;
    private boolean ended;

    Window(InputStream in) {
        this(in, MOST);
    }

    Window(InputStream in, int most) {
        this.in = in;
        this.most = most;
    }

    /** Nothing comes after {@link #limit}. */
    boolean ended() {
        return ended;
    }

    /** By how much the last {@link #more} moved what it kept towards index 0. */
    int moved() {
        return moved;
    }

    /**
     * Reads on, keeping what starts at {@code from}, which moves to index 0 (see {@link #moved}).
     *
     * @return false if the stream has ended or what is kept has grown too large
     */
    boolean more(int from) throws IOException {
        moved = 0;
        if (ended) {
            return false;
        }
        if (from > 0) {
            moved = from;
            System.arraycopy(bytes, from, bytes, 0, limit - from);
            limit -= from;
            offset += from;
        } else if (limit == bytes.length) {
            if (limit >= most) {
                return false;
            }
            bytes = Arrays.copyOf(bytes, Math.min(most, bytes.length * 2));
        }
        var read = in.read(bytes, limit, bytes.length - limit);
        if (read < 0) {
            ended = true;
            return false;
        }
        limit += read;
        return true;
    }

    /** Forgets everything read so far and reads on at index 0. */
    boolean next() throws IOException {
        offset += limit;
        limit = 0;
        return more(0);
    }
}
