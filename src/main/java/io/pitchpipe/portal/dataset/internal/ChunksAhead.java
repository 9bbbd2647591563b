package io.pitchpipe.portal.dataset.internal;

import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Chunks one after another with their contents. Those in a bucket are fetched before they are asked for, a few at a time, since each
 * costs the way there and back; those in the database when it is their turn, by whoever asks.
 */
final class ChunksAhead implements Iterator<ChunksAhead.Loaded> {

    /** Contents on their way: some 64 KB each, and 576 KB at most. */
    private static final int DEPTH = 8;

    record Loaded(ChunkIndex.Entry entry, byte[] content) {}

    private final Iterator<ChunkIndex.Entry> entries;
    private final Function<ChunkIndex.Entry, byte[]> fetch;
    private final ArrayDeque<FutureTask<Loaded>> ahead = new ArrayDeque<>();

    ChunksAhead(Iterator<ChunkIndex.Entry> entries, Function<ChunkIndex.Entry, byte[]> fetch) {
        this.entries = entries;
        this.fetch = fetch;
    }

    @Override
    public boolean hasNext() {
        return !ahead.isEmpty() || entries.hasNext();
    }

    @Override
    public Loaded next() {
        while (ahead.size() < DEPTH && entries.hasNext()) {
            var entry = entries.next();
            var task = new FutureTask<>(() -> new Loaded(entry, fetch.apply(entry)));
            ahead.add(task);
            if (entry.object() == null) {
                break;
            }
            Thread.ofVirtual().start(task);
        }
        var task = ahead.poll();
        if (task == null) {
            throw new NoSuchElementException();
        }
        // Does nothing where it has begun.
        task.run();
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException known ? known : new IllegalStateException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a chunk was on its way", stopped);
        }
    }
}
