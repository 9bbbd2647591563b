package io.pitchpipe.portal.dataset.internal;

import java.io.InputStream;

/** Gives its bytes in pieces of one to seven. */
final class Dribble extends InputStream {

    private final byte[] bytes;
    private int at;

    Dribble(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int read() {
        return at < bytes.length ? bytes[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (at == bytes.length) {
            return length == 0 ? 0 : -1;
        }
        var count = Math.min(Math.min(length, 1 + at % 7), bytes.length - at);
        System.arraycopy(bytes, at, target, offset, count);
        at += count;
        return count;
    }
}
