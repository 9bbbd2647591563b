package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.Quota;
import io.pitchpipe.portal.dataset.QuotaExceededException;
import io.pitchpipe.portal.dataset.StorageAwayException;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.portal.dataset.internal.StorageSettings.BucketSettings;
import io.pitchpipe.portal.dataset.internal.StorageSettings.Place;
import io.pitchpipe.testing.Databases;
import io.pitchpipe.testing.Relay;
import io.pitchpipe.testing.S3Server;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of datasets when the bucket does not do as it should, and when the setting is changed. */
@ExtendWith(OutputCaptureExtension.class)
class BucketFailureTest {

    static final List<DataSource> DATABASES = List.of(Databases.h2("db/portal"), Databases.postgres("db/portal"));

    private static final DataSource H2 = DATABASES.getFirst();

    private static final Duration PATIENT = Duration.ofSeconds(30);

    private static Parts parts(DataSource database, StorageSettings storage) {
        return new Parts(database, Clock.systemUTC(), storage);
    }

    private static StorageSettings through(Relay relay, String bucket, Duration timeout) {
        return new StorageSettings(
                Place.BUCKET,
                new BucketSettings(bucket, relay.endpoint(), "", "", true, S3Server.KEY, S3Server.SECRET, timeout));
    }

    private static long objects(String bucket) {
        return S3Server.shared().client().listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                .count();
    }

    @ParameterizedTest
    @FieldSource("DATABASES")
    void a_bucket_that_goes_away_in_the_middle_of_a_file_leaves_no_half_dataset(DataSource database)
            throws IOException {
        var bucket = S3Server.shared().newBucket();
        try (var relay = new Relay(S3Server.shared().port())) {
            var parts = parts(database, through(relay, bucket, PATIENT));
            var id = parts.bring(VersionWorkTest.csv(40_000));
            relay.cutAfter(2_400_000);

            assertThatExceptionOfType(StorageAwayException.class)
                    .isThrownBy(() -> parts.work.run(id))
                    .satisfies(away -> assertThat(away.key()).isEqualTo("dataset.storage.silent"));

            assertThat(objects(bucket)).isPositive();
            assertThat(parts.state(id)).isEqualTo(VersionState.VALIDATING);
            assertThat(parts.datasets.version(id).orElseThrow().failure())
                    .as("whoever looks is told what it waits for")
                    .contains(DatasetVersion.NOT_KEPT);
            assertThat(parts.datasets
                            .find(parts.team, parts.dataset)
                            .orElseThrow()
                            .latestValid())
                    .isEmpty();

            // The task tries again, from the start, and finds what had been kept.
            relay.mend();
            parts.probe();
            parts.work.run(id);

            assertThat(parts.datasets.version(id).orElseThrow().failure()).isEmpty();
            assertThat(ChunkStoreTest.inputs(parts, parts.dataset, id)).hasSize(40_000);
            parts.forgetPatience();
            parts.sweepObjects();
            assertThat(objects(bucket)).isEqualTo(parts.kept()).isEqualTo(parts.indexed(id));
        }
    }

    @Test
    void a_version_that_was_given_up_keeps_nothing_and_says_why() throws IOException {
        var bucket = S3Server.shared().newBucket();
        try (var relay = new Relay(S3Server.shared().port())) {
            var parts = parts(H2, through(relay, bucket, PATIENT));
            var id = parts.bring(VersionWorkTest.csv(40_000));
            relay.cutAfter(2_400_000);
            assertThatExceptionOfType(StorageAwayException.class)
                    .isThrownBy(() -> parts.work.run(id))
                    .satisfies(away -> parts.work.fail(id, away));

            var version = parts.datasets.version(id).orElseThrow();
            assertThat(version.state()).isEqualTo(VersionState.FAILED);
            assertThat(version.failure()).contains(DatasetVersion.NOT_KEPT);
            assertThat(parts.indexed(id)).isZero();
            assertThat(parts.kept()).isZero();

            relay.mend();
            parts.probe();
            parts.forgetPatience();
            parts.sweepObjects();
            assertThat(objects(bucket)).isZero();
        }
    }

    @ParameterizedTest
    @FieldSource("DATABASES")
    void a_copy_that_does_not_fit_is_refused_before_any_of_it_is_copied(DataSource database) {
        var bucket = S3Server.shared().newBucket();
        var parts = parts(database, Buckets.keep(bucket));
        var version = ChunkStoreTest.version(parts, 2_000);
        var kept = objects(bucket);

        parts.fill();
        assertThatExceptionOfType(QuotaExceededException.class).isThrownBy(() -> parts.copy(version));
        parts.quotas.free(parts.dataset, Long.MAX_VALUE);
        parts.quotas.team(parts.team, Optional.of(new Quota(Quota.DEFAULT.bytes(), 1)));
        assertThatExceptionOfType(QuotaExceededException.class).isThrownBy(() -> parts.copy(version));

        assertThat(objects(bucket)).isEqualTo(kept);
    }

    @Test
    void a_bucket_that_falls_silent_is_waited_for_no_longer_than_set_and_nothing_is_lost() throws IOException {
        var bucket = S3Server.shared().newBucket();
        try (var relay = new Relay(S3Server.shared().port())) {
            var patient = parts(H2, through(relay, bucket, PATIENT));
            var version = ChunkStoreTest.version(patient, 100);
            relay.fallSilent();

            var parts = patient.with(through(relay, bucket, Duration.ofMillis(300)));
            assertThatExceptionOfType(StorageAwayException.class)
                    .isThrownBy(() -> parts.rows.page(parts.dataset, version.id(), 0, 1));
            assertThatExceptionOfType(StorageAwayException.class).isThrownBy(() -> parts.copy(version));
            assertThatExceptionOfType(StorageAwayException.class)
                    .isThrownBy(() -> parts.editing.add(version, new Example("new", "row"), parts.user));

            assertThat(parts.datasets.latestNumber(parts.dataset)).isEqualTo(version.number());
            relay.mend();
            assertThat(ChunkStoreTest.inputs(patient, patient.dataset, version.id()))
                    .hasSize(100);
        }
    }

    @ParameterizedTest
    @FieldSource("DATABASES")
    void no_object_is_swept_that_an_open_transaction_is_about_to_name(DataSource database) throws Exception {
        var parts = parts(database, Buckets.keep(S3Server.shared().newBucket()));
        var brought = bring(parts, "a");
        parts.forgetPatience();
        var named = new CountDownLatch(1);
        var swept = new CountDownLatch(1);

        var writer = Thread.ofVirtual()
                .unstarted(() -> parts.transaction.executeWithoutResult(status -> {
                    parts.chunks.put(parts.dataset, brought);
                    named.countDown();
                    await(swept);
                }));
        writer.start();
        await(named);
        parts.sweepObjects();
        swept.countDown();
        writer.join();
        parts.sweepObjects();

        assertThat(parts.kept()).isOne();
        assertThat(parts.stores.of(brought.object()).read(parts.dataset, brought.digest(), brought.object()))
                .isPresent();
    }

    @ParameterizedTest
    @FieldSource("DATABASES")
    void a_row_is_not_kept_whose_object_was_swept_before(DataSource database) {
        var parts = parts(database, Buckets.keep(S3Server.shared().newBucket()));
        var late = bring(parts, "b");
        parts.sweepObjects();
        assertThat(parts.stores.of(late.object()).read(parts.dataset, late.digest(), late.object()))
                .as("not swept before its time")
                .isPresent();
        parts.forgetPatience();
        assertThat(parts.sweepObjects()).isPositive();

        assertThatIllegalStateException()
                .isThrownBy(
                        () -> parts.transaction.executeWithoutResult(status -> parts.chunks.put(parts.dataset, late)))
                .withMessageContaining("swept");
        assertThat(parts.kept()).isZero();
    }

    private static ChunkStore.Brought bring(Parts parts, String content) {
        return parts.chunks
                .store()
                .bring(
                        parts.dataset,
                        List.of(ChunkStore.Chunk.of(content.getBytes(java.nio.charset.StandardCharsets.UTF_8))))
                .getFirst();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    @Test
    void nothing_is_written_to_the_bucket_in_a_transaction_that_could_be_rolled_back() {
        var parts = parts(H2, Buckets.keep("unused"));

        assertThatIllegalStateException()
                .isThrownBy(() -> parts.transaction.executeWithoutResult(status -> bring(parts, "c")));
    }

    @ParameterizedTest
    @FieldSource("DATABASES")
    void the_setting_can_be_switched_both_ways_and_every_chunk_stays_readable(DataSource database) {
        var bucket = S3Server.shared().newBucket();
        var inDatabase = parts(database, Buckets.NONE);
        var first = ChunkStoreTest.version(inDatabase, 2_000);

        var inBucket = inDatabase.with(Buckets.keep(bucket));
        var mixed = inBucket.editing.replace(first, 1_500, new Example("in the bucket", "row"), inBucket.user);
        assertThat(objects(bucket)).isOne();
        assertThat(ChunkStoreTest.inputs(inBucket, inBucket.dataset, mixed))
                .hasSize(2_000)
                .contains("in the bucket");

        var back = inBucket.with(Buckets.leave(bucket));
        var last = back.editing.replace(
                back.datasets.version(mixed).orElseThrow(), 1, new Example("in the database", "row"), back.user);
        assertThat(objects(bucket)).isOne();
        var rows = ChunkStoreTest.inputs(back, back.dataset, last);
        assertThat(rows).hasSize(2_000).startsWith("in the database").contains("in the bucket");

        var copy = back.copy(back.datasets.version(last).orElseThrow());
        assertThat(objects(bucket)).isEqualTo(2);
        var copied = back.datasets.find(back.team, copy).orElseThrow().latest();
        assertThat(ChunkStoreTest.inputs(back, copy, copied.id())).isEqualTo(rows);

        // Without the bucket what is in the database can still be read, and what is not says so.
        var without = back.with(Buckets.NONE);
        assertThatExceptionOfType(StorageAwayException.class)
                .isThrownBy(() -> ChunkStoreTest.inputs(without, without.dataset, mixed));
        assertThat(ChunkStoreTest.inputs(without, without.dataset, first.id())).hasSize(2_000);
    }

    /** The part of the application that has to do with the bucket. */
    private static ApplicationContextRunner application() {
        return new ApplicationContextRunner()
                .withUserConfiguration(ChunkStorage.class)
                .withBean(JdbcClient.class, () -> JdbcClient.create(H2))
                .withBean(Clock.class, Clock::systemUTC)
                .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
                .withBean(TransactionTemplate.class, () -> new TransactionTemplate(new JdbcTransactionManager(H2)))
                .withBean(LooseObjects.class, () -> new LooseObjects(JdbcClient.create(H2), Clock.systemUTC()));
    }

    private static ApplicationContextRunner application(String bucket, URI endpoint, String secret) {
        return application()
                .withPropertyValues(
                        "pitchpipe.storage.chunks=bucket",
                        "pitchpipe.storage.bucket.name=" + bucket,
                        "pitchpipe.storage.bucket.endpoint=" + endpoint,
                        "pitchpipe.storage.bucket.path-style=true",
                        "pitchpipe.storage.bucket.access-key=" + S3Server.KEY,
                        "pitchpipe.storage.bucket.secret-key=" + secret);
    }

    private static void assertTold(ApplicationContextRunner application, String... words) {
        application.run(context -> {
            assertThat(context).hasFailed();
            var failure = Objects.requireNonNull(context.getStartupFailure());
            var analysis = Objects.requireNonNull(new UnusableBucketAnalyzer().analyze(failure));
            assertThat(analysis.getDescription() + " " + analysis.getAction())
                    .contains(words)
                    .doesNotContain("not-the-secret", S3Server.SECRET);
        });
    }

    @Test
    void a_bucket_that_takes_gives_and_deletes_lets_the_application_start() {
        var bucket = S3Server.shared().newBucket();
        application(bucket, S3Server.shared().endpoint(), S3Server.SECRET).run(context -> {
            assertThat(context).hasNotFailed();
            assertThat(objects(bucket)).isZero();
            assertThat(context.getBean(ChunkStores.class).fresh()).isInstanceOf(BucketChunks.class);
        });
    }

    @Test
    void a_wrong_secret_is_told_at_the_start_and_not_shown(CapturedOutput output) {
        assertTold(
                application(S3Server.shared().newBucket(), S3Server.shared().endpoint(), "not-the-secret"),
                "cannot be used: SignatureDoesNotMatch (403)",
                "secret-key");
        assertThat(output.getAll()).doesNotContain("not-the-secret");
    }

    @Test
    void a_bucket_that_is_not_there_is_told_at_the_start() {
        assertTold(
                application("b-that-nobody-made", S3Server.shared().endpoint(), S3Server.SECRET),
                "b-that-nobody-made at 127.0.0.1",
                "NoSuchBucket (404)",
                "Make the bucket");
    }

    @Test
    void settings_that_cannot_be_right_are_told_at_the_start() {
        assertTold(application().withPropertyValues("pitchpipe.storage.chunks=bucket"), "no bucket is named");
        assertTold(
                application("b", URI.create("minio.example.org"), S3Server.SECRET),
                "endpoint is no address",
                "https://host");
        assertTold(application("b", URI.create("http://127.0.0.1:1"), ""), "only one is set");
    }

    @Test
    void a_bucket_that_does_not_answer_is_logged_and_the_application_starts(CapturedOutput output) {
        application("b", URI.create("http://127.0.0.1:1"), S3Server.SECRET)
                .run(context -> assertThat(context).hasNotFailed());

        assertThat(output.getAll())
                .contains("The bucket b at 127.0.0.1 does not answer", "nothing can be uploaded until it does")
                .doesNotContain(S3Server.SECRET);
    }
}
