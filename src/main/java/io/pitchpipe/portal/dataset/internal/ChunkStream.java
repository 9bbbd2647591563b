package io.pitchpipe.portal.dataset.internal;

import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;

/** A version's chunks one after another as a stream; holds one chunk at a time. */
final class ChunkStream extends InputStream {

    private final IntFunction<Optional<ChunkRepository.Entry>> index;
    private final Function<String, byte[]> contents;
    private byte[] current = new byte[0];
    private int at;
    private int position;

    ChunkStream(IntFunction<Optional<ChunkRepository.Entry>> index, Function<String, byte[]> contents) {
        this.index = index;
        this.contents = contents;
    }

    @Override
    public int read() {
        return ensure() ? current[at++] & 0xff : -1;
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
        var count = Math.min(length, current.length - at);
        System.arraycopy(current, at, target, offset, count);
        at += count;
        return count;
    }

    private boolean ensure() {
        while (at == current.length) {
            var entry = index.apply(position);
            if (entry.isEmpty()) {
                return false;
            }
            position = entry.get().position() + 1;
            current = contents.apply(entry.get().digest());
            at = 0;
        }
        return true;
    }
}
