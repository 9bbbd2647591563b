package io.pitchpipe.portal.dataset.internal;

import java.io.InputStream;
import java.util.Objects;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Numbered parts one after another as a stream; holds one at a time, and counts what was read. */
final class PartStream extends InputStream {

    private final IntFunction<byte @Nullable []> parts;
    private byte[] current = new byte[0];
    private int at;
    private int next;
    private long count;

    /** @param parts answers with the part of a number, counted from 0; null behind the last */
    PartStream(IntFunction<byte @Nullable []> parts) {
        this.parts = parts;
    }

    /** How many bytes have been read. */
    long count() {
        return count;
    }

    @Override
    public int read() {
        if (!ensure()) {
            return -1;
        }
        count++;
        return current[at++] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!ensure()) {
            return -1;
        }
        var copied = Math.min(length, current.length - at);
        System.arraycopy(current, at, target, offset, copied);
        at += copied;
        count += copied;
        return copied;
    }

    private boolean ensure() {
        while (at == current.length) {
            var part = parts.apply(next);
            if (part == null) {
                return false;
            }
            next++;
            current = part;
            at = 0;
        }
        return true;
    }
}
