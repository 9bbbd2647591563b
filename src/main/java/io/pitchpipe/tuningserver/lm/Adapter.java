package io.pitchpipe.tuningserver.lm;

import java.io.IOException;
import java.nio.file.Path;

/** What a tuning learned: low-rank weights that are added to a base model's. Immutable once trained, safe for many threads, holds native memory until closed. */
public final class Adapter implements AutoCloseable {

    /**
     * Writes {@code adapter.safetensors} and {@code adapter.json} into a folder, which is made if it is missing. Each file is replaced atomically.
     *
     * @throws IOException when the disk refuses
     */
    public void save(Path folder) throws IOException {
        throw new IOException("not yet");
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws UnreadableModelException when a file is missing or damaged
     */
    public static Adapter load(Path folder) {
        throw new UnreadableModelException("not yet");
    }

    @Override
    public void close() {}
}
