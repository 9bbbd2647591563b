package io.pitchpipe.portal.dataset;

import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The examples of one version, read lazily, chunk by chunk.
 *
 * @param total how many there are
 * @param bytes the size of their canonical JSON lines
 * @param source opens the stream; each call starts from the first example
 */
public record Examples(long total, long bytes, Supplier<Stream<Example>> source) {

    /** The examples in order. At no time is more than a chunk (some 64 KB) of them in memory. */
    public Stream<Example> stream() {
        return source.get();
    }
}
