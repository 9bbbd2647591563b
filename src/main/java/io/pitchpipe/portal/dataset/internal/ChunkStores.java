package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.StorageAwayException;
import io.pitchpipe.portal.dataset.internal.StorageSettings.Place;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The stores there are. Only one of them takes new chunks; a chunk that is there stays where it is, so that the setting can be changed at
 * any time.
 *
 * @param bucket nothing if none is set
 * @param fresh takes new chunks
 */
record ChunkStores(DatabaseChunks database, Optional<BucketChunks> bucket, ChunkStore fresh) {

    /**
     * As the settings say.
     *
     * @param bucket that of the settings; nothing if they name none, and then new chunks go to the database
     */
    static ChunkStores of(
            StorageSettings settings,
            Optional<Bucket> bucket,
            JdbcClient jdbc,
            LooseObjects loose,
            TransactionTemplate transaction) {
        var database = new DatabaseChunks(jdbc);
        var chunks = bucket.map(opened -> new BucketChunks(opened, loose, transaction));
        var fresh = settings.chunks() == Place.BUCKET
                ? chunks.<ChunkStore>map(store -> store)
                : Optional.<ChunkStore>empty();
        return new ChunkStores(database, chunks, fresh.orElse(database));
    }

    /**
     * The store that has a chunk.
     *
     * @param object as the chunk's row has it
     * @throws StorageAwayException if it is in a bucket, and none is set
     */
    ChunkStore of(@Nullable String object) {
        return object == null ? database : inBucket();
    }

    /** @throws StorageAwayException if none is set */
    BucketChunks inBucket() {
        return bucket.orElseThrow(() -> StorageAwayException.refusing(
                new IllegalStateException("The chunk is in a bucket, but pitchpipe.storage.bucket.name is not set")));
    }
}
