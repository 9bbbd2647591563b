package io.pitchpipe.portal.dataset.internal;

/** Takes finished chunks, in order. */
@FunctionalInterface
interface ChunkSink {

    /**
     * @param bytes holds the chunk in {@code [0, length)}; only good until this returns
     * @param rows how many lines it has
     */
    void chunk(byte[] bytes, int length, int rows);
}
