package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.dataset.DatasetTopics;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.internal.ChunkStore.Brought;
import io.pitchpipe.portal.dataset.internal.ChunkStore.Chunk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps what an attempt to make a version finds: chunks, rows that were left out, and how far it has come, a batch at a time. */
@Component
class VersionStore {

    /** Chunks per transaction. */
    private static final int BATCH = 32;

    /** So often, at least, whoever looks is told how far it has come. */
    private static final long TELL_NANOS = 500_000_000L;

    private final VersionStates states;
    private final ChunkRepository chunks;
    private final ChunkIndex index;
    private final RejectedRows rejectedRows;
    private final Quotas quotas;
    private final Changes changes;
    private final TransactionTemplate transaction;

    VersionStore(
            VersionStates states,
            ChunkRepository chunks,
            ChunkIndex index,
            RejectedRows rejectedRows,
            Quotas quotas,
            Changes changes,
            TransactionTemplate transaction) {
        this.states = states;
        this.chunks = chunks;
        this.index = index;
        this.rejectedRows = rejectedRows;
        this.quotas = quotas;
        this.changes = changes;
        this.transaction = transaction;
    }

    /** The version was cancelled or taken over by a later attempt: nothing more is to be written. */
    static final class Superseded extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * How far an attempt has come.
     *
     * @param rows seen so far, kept and left out
     * @param bytes read so far
     */
    record Progress(long rows, long bytes) {}

    /** Takes out of the version what an earlier attempt put. In the caller's transaction. */
    void clear(DatasetVersion version) {
        index.clear(version.id());
        rejectedRows.clear(version.dataset(), version.id());
    }

    /**
     * @param keeps whether chunks are kept; otherwise the version has its own already, and is only checked
     * @param progress asked with each batch
     */
    Writing write(DatasetVersion version, UUID attempt, boolean keeps, Supplier<Progress> progress) {
        return new Writing(version, attempt, keeps, progress);
    }

    /** A chunk with what its entry of the index says. */
    private record Waiting(Chunk chunk, int rows) {}

    /** What one attempt writes. */
    final class Writing {

        private final DatasetVersion version;
        private final UUID attempt;
        private final boolean keeps;
        private final Supplier<Progress> progress;
        private final RejectedBuffer rejected = new RejectedBuffer();
        private final List<Waiting> waiting = new ArrayList<>();
        private int position;
        private long firstRow;
        private long told = System.nanoTime();

        private Writing(DatasetVersion version, UUID attempt, boolean keeps, Supplier<Progress> progress) {
            this.version = version;
            this.attempt = attempt;
            this.keeps = keeps;
            this.progress = progress;
        }

        /** @param bytes holds the chunk in {@code [0, length)}, and may be used again afterwards */
        void take(byte[] bytes, int length, int rows) {
            if (keeps) {
                waiting.add(new Waiting(Chunk.of(Arrays.copyOf(bytes, length)), rows));
            }
            if (waiting.size() >= BATCH || System.nanoTime() - told > TELL_NANOS) {
                store();
            }
        }

        void leaveOut(LeftOut row) {
            rejected.add(row);
            if (rejected.isFull()) {
                store();
            }
        }

        private void store() {
            storeAnd(() -> {});
        }

        /**
         * Writes what waits, and how far this has come.
         *
         * @param last what is done in the same transaction
         * @throws Superseded if the version is no longer this attempt's
         */
        void storeAnd(Runnable last) {
            var brought = chunks.bringMissing(
                    version.dataset(), waiting.stream().map(Waiting::chunk).toList());
            transaction.executeWithoutResult(status -> {
                write(brought);
                last.run();
            });
        }

        private void write(List<Brought> brought) {
            var come = progress.get();
            if (!states.progress(version.id(), attempt, come.rows(), come.bytes())) {
                throw new Superseded();
            }
            var kept = 0L;
            for (var number = 0; number < brought.size(); number++) {
                var chunk = brought.get(number);
                var count = waiting.get(number).rows();
                kept += chunks.put(version.dataset(), chunk);
                index.append(
                        version.id(),
                        version.dataset(),
                        new ChunkIndex.Entry(position++, firstRow, count, chunk.bytes(), chunk.digest()));
                firstRow += count;
            }
            quotas.keep(version.dataset(), kept);
            waiting.clear();
            rejected.drain((content, part) -> rejectedRows.put(version.dataset(), version.id(), part, content));
            if (System.nanoTime() - told > TELL_NANOS) {
                changes.bump(DatasetTopics.of(version.dataset()));
                told = System.nanoTime();
            }
        }
    }
}
