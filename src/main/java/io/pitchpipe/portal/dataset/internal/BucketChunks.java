package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Keeps contents as objects of a bucket. Each is written under a name that was never used before and never will be again, so that whoever
 * deletes one can meet nobody who just wrote the same chunk anew.
 */
final class BucketChunks implements ChunkStore {

    private static final Logger log = LoggerFactory.getLogger(BucketChunks.class);

    /** Requests at once. */
    private static final int LANES = 8;

    /** Objects noted, or swept, in one transaction. */
    private static final int AT_ONCE = 64;

    private final Bucket bucket;
    private final LooseObjects loose;
    private final TransactionTemplate transaction;

    BucketChunks(Bucket bucket, LooseObjects loose, TransactionTemplate transaction) {
        this.bucket = bucket;
        this.loose = loose;
        this.transaction = transaction;
    }

    @Override
    public List<Brought> bring(DatasetId dataset, List<Chunk> chunks) {
        var named = chunks.stream().map(chunk -> new Named<>(chunk, name(dataset, chunk.digest())));
        return write(named.toList(), one -> {
            bucket.put(one.name(), one.item().content());
            return new Brought(one.item().digest(), one.item().content().length, null, one.name());
        });
    }

    /**
     * Copies chunks for another dataset, within the bucket. In no transaction, like {@link #bring}.
     *
     * @param chunks whose contents are here
     * @throws IllegalStateException if one of them is missing
     */
    List<Brought> copy(List<ChunkIndex.Entry> chunks, DatasetId to) {
        var named = chunks.stream().map(chunk -> new Named<>(chunk, name(to, chunk.digest())));
        return write(named.toList(), one -> {
            if (!bucket.copy(Objects.requireNonNull(one.item().object()), one.name())) {
                throw ChunkStore.missing(one.item().digest());
            }
            return new Brought(one.item().digest(), one.item().bytes(), null, one.name());
        });
    }

    private record Named<T>(T item, String name) {}

    private <T> List<Brought> write(List<Named<T>> items, Function<Named<T>, Brought> work) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException("What is rolled back would leave objects that nobody knows of");
        }
        var brought = new ArrayList<Brought>();
        for (var from = 0; from < items.size(); from += AT_ONCE) {
            var some = items.subList(from, Math.min(from + AT_ONCE, items.size()));
            loose.expect(some.stream().map(Named::name).toList());
            each(some.stream(), work).forEach(brought::add);
        }
        return brought;
    }

    /** By dataset and digest, for who looks into the bucket; the rest makes it new. */
    private static String name(DatasetId dataset, String digest) {
        return "%s/%s-%s"
                .formatted(
                        dataset.value(),
                        digest,
                        HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong()));
    }

    @Override
    public Optional<byte[]> read(DatasetId dataset, String digest, @Nullable String object) {
        return bucket.get(Objects.requireNonNull(object));
    }

    @Override
    public <T, R> Stream<R> each(Stream<T> items, Function<T, R> work) {
        return items.gather(Gatherers.mapConcurrent(LANES, work)).toList().stream();
    }

    /** Deletes objects that no chunk names and that are due. @return how many */
    int sweep() {
        var all = 0;
        for (var swept = AT_ONCE; swept == AT_ONCE; all += swept) {
            swept = Objects.requireNonNull(transaction.execute(status -> {
                var due = loose.due(AT_ONCE);
                each(due.stream(), name -> {
                            bucket.delete(name);
                            return name;
                        })
                        .forEach(loose::forget);
                return due.size();
            }));
        }
        if (all > 0) {
            log.info("{} objects that no chunk needs any more were deleted from the bucket", all);
        }
        return all;
    }
}
