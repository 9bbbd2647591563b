package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.RowStorage;
import io.pitchpipe.portal.dataset.internal.ChunkStorage.OpenBucket;
import io.pitchpipe.portal.dataset.internal.StorageSettings.Place;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says where rows lie, and how much of them. */
@Component
public class RowPlaces {

    private final StorageSettings settings;
    private final OpenBucket open;
    private final JdbcClient jdbc;

    RowPlaces(StorageSettings settings, OpenBucket open, JdbcClient jdbc) {
        this.settings = settings;
        this.open = open;
        this.jdbc = jdbc;
    }

    public RowStorage look() {
        var bucket = open.bucket().map(Bucket::standing).map(BucketStanding::now);
        return jdbc.sql("""
                select coalesce(sum(case when object_name is null then byte_count end), 0) as in_database,
                coalesce(sum(case when object_name is not null then byte_count end), 0) as in_bucket from dataset_chunk""")
                .query((row, number) -> new RowStorage(
                        bucket,
                        settings.chunks() == Place.BUCKET,
                        row.getLong("in_database"),
                        row.getLong("in_bucket")))
                .single();
    }
}
