package io.pitchpipe.portal.dataset.internal;

import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.micrometer.core.instrument.MeterRegistry;
import io.pitchpipe.portal.dataset.internal.StorageSettings.Place;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Puts the stores for chunks together as the settings say, and tries the bucket at the start. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StorageSettings.class)
class ChunkStorage {

    private static final Logger log = LoggerFactory.getLogger(ChunkStorage.class);

    /** The bucket of the settings, if one is named; closed with the application. */
    record OpenBucket(Optional<Bucket> bucket) implements AutoCloseable {

        @Override
        public void close() {
            bucket.ifPresent(Bucket::close);
        }
    }

    @Bean
    OpenBucket openBucket(StorageSettings settings, Clock clock, MeterRegistry registry, LooseObjects loose) {
        if (settings.bucket().given()) {
            var standing = new BucketStanding(settings.bucket().toString(), clock);
            var meters = new BucketMeters(registry, standing, loose);
            return new OpenBucket(Optional.of(new BucketOpening(settings.bucket()).open(standing, meters)));
        }
        if (settings.chunks() == Place.BUCKET) {
            throw new UnusableBucketException(
                    "pitchpipe.storage.chunks is bucket, but no bucket is named.",
                    "Set pitchpipe.storage.bucket.name and what goes with it (docs/operator-guide.md), or pitchpipe.storage.chunks to database.");
        }
        return new OpenBucket(Optional.empty());
    }

    @Bean
    ChunkStores chunkStores(
            StorageSettings settings,
            OpenBucket open,
            JdbcClient jdbc,
            LooseObjects loose,
            TransactionTemplate transaction) {
        return ChunkStores.of(settings, open.bucket(), jdbc, loose, transaction);
    }

    @Bean
    SmartInitializingSingleton bucketCheck(StorageSettings settings, OpenBucket open, JdbcClient jdbc) {
        return () -> {
            if (settings.chunks() == Place.BUCKET) {
                open.bucket().ifPresent(new BucketOpening(settings.bucket())::check);
            } else if (stranded(open, jdbc)) {
                log.warn(
                        "Some rows of datasets are kept in a bucket, and pitchpipe.storage.bucket.name is not set: they cannot be read until it is");
            }
        };
    }

    @Bean
    BucketHealth bucketHealthIndicator(OpenBucket open, JdbcClient jdbc) {
        return new BucketHealth(open.bucket().map(Bucket::standing), stranded(open, jdbc));
    }

    @Bean
    BucketProbe bucketProbe(OpenBucket open) {
        return new BucketProbe(open.bucket());
    }

    private static boolean stranded(OpenBucket open, JdbcClient jdbc) {
        return open.bucket().isEmpty()
                && jdbc.sql("select 1 from dataset_chunk where object_name is not null limit 1")
                        .query(Integer.class)
                        .optional()
                        .isPresent();
    }

    @Bean
    RecurringTask<Void> sweepObjects(ChunkStores stores) {
        return Tasks.recurring("sweep-bucket-objects", FixedDelay.ofMinutes(1))
                .execute((instance, context) -> stores.bucket().ifPresent(BucketChunks::sweep));
    }
}
