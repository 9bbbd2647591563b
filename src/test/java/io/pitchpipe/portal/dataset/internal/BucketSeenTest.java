package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.pitchpipe.portal.dataset.BucketState.Answer;
import io.pitchpipe.portal.dataset.StorageAwayException;
import io.pitchpipe.portal.dataset.internal.StorageSettings.BucketSettings;
import io.pitchpipe.testing.Databases;
import io.pitchpipe.testing.Relay;
import io.pitchpipe.testing.S3Server;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.sync.RequestBody;

/** Whoever runs the instance sees how the bucket is, and what is asked of it. */
@ExtendWith(OutputCaptureExtension.class)
class BucketSeenTest {

    static final List<DataSource> DATABASES = List.of(Databases.h2("db/portal"), Databases.postgres("db/portal"));

    private static final byte[] CONTENT = new byte[1000];

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final LooseObjects loose = loose(DATABASES.getFirst());
    private final String name = S3Server.shared().newBucket();
    private Instant now = Instant.parse("2026-11-22T12:04:00Z");

    private Relay relay;
    private Bucket bucket;
    private BucketProbe probe;
    private BucketHealth health;

    @BeforeEach
    void open() throws IOException {
        relay = new Relay(S3Server.shared().port());
        bucket = open(relay.endpoint(), S3Server.SECRET);
        probe = new BucketProbe(Optional.of(bucket));
        health = new BucketHealth(Optional.of(bucket.standing()), false);
    }

    @AfterEach
    void close() throws IOException {
        bucket.close();
        relay.close();
    }

    private Bucket open(URI endpoint, String secret) {
        var settings = new BucketSettings(name, endpoint, "", "", true, S3Server.KEY, secret, Duration.ofSeconds(30));
        return Buckets.open(settings, () -> now, registry, loose);
    }

    private static LooseObjects loose(DataSource database) {
        return new LooseObjects(JdbcClient.create(database), Clock.systemUTC());
    }

    private void later() {
        now = now.plusSeconds(60);
    }

    private Status status() {
        return health.health().getStatus();
    }

    private Answer answer() {
        return bucket.standing().now().answer();
    }

    private long requests(String operation, String outcome) {
        return registry.get("pitchpipe.portal.bucket.requests")
                .tags("operation", operation, "outcome", outcome)
                .timer()
                .count();
    }

    private double up() {
        return registry.get("pitchpipe.portal.bucket.up").gauge().value();
    }

    private double counted(String meter, String... tags) {
        return registry.get(meter).tags(tags).counter().count();
    }

    private static double gauge(SimpleMeterRegistry registry, String state) {
        return registry.get("pitchpipe.portal.bucket.objects")
                .tag("state", state)
                .gauge()
                .value();
    }

    @Test
    void a_server_that_stops_is_seen_and_so_is_its_return(CapturedOutput output) {
        assertThat(status()).isEqualTo(Status.UNKNOWN);
        probe.probe();
        assertThat(status()).isEqualTo(Status.UP);
        assertThat(up()).isOne();

        relay.cutAfter(0);
        later();
        probe.probe();
        var stopped = now;
        later();
        probe.probe();
        assertThat(status()).isEqualTo(BucketHealth.AWAY);
        assertThat(up()).isZero();
        assertThat(bucket.standing().now().answer()).isEqualTo(Answer.SILENT);
        assertThat(bucket.standing().now().since()).isEqualTo(stopped);
        assertThat(requests("probe", "silent")).isOne();
        assertThat(requests("write", "silent")).as("then it tries everything").isOne();

        relay.mend();
        probe.probe();
        assertThat(status()).isEqualTo(Status.UP);
        assertThat(up()).isOne();
        assertThat(bucket.standing().now().since()).isEqualTo(now);
        assertThat(S3Server.shared()
                        .client()
                        .listObjectsV2(list -> list.bucket(name))
                        .contents())
                .as("what was tried is not left behind")
                .isEmpty();
        assertThat(output.getAll()).contains("does again what it is asked, for the first time since " + stopped);
    }

    @Test
    void a_request_that_fails_is_seen_at_once_and_not_hidden_by_others_that_do_not() {
        bucket.put("a", CONTENT);
        relay.cutAfter(0);
        assertThatExceptionOfType(StorageAwayException.class).isThrownBy(() -> bucket.put("b", CONTENT));
        relay.mend();
        assertThat(bucket.get("a")).contains(CONTENT);

        assertThat(answer()).isEqualTo(Answer.SILENT);
        bucket.put("b", CONTENT);
        assertThat(answer()).isEqualTo(Answer.ANSWERS);
    }

    @Test
    void a_bucket_that_is_gone_refuses_until_it_is_there_again() {
        S3Server.shared().client().deleteBucket(delete -> delete.bucket(name));
        probe.probe();
        assertThat(bucket.standing().now())
                .matches(state -> state.answer() == Answer.REFUSES)
                .matches(state -> state.reason().equals("NoSuchBucket (404)"))
                .matches(state -> state.bucket().equals(name + " at 127.0.0.1"));
        assertThat(status()).isEqualTo(BucketHealth.AWAY);
        assertThat(requests("probe", "refused")).isOne();

        S3Server.shared().client().createBucket(create -> create.bucket(name));
        probe.probe();
        assertThat(status()).isEqualTo(Status.UP);
        assertThat(bucket.standing().now().reason()).isEmpty();
    }

    @Test
    void a_key_that_is_refused_is_told_by_its_word_and_never_shown(CapturedOutput output) {
        try (var wrong = open(
                URI.create("http://user:hidden@127.0.0.1:" + S3Server.shared().port()), "not-the-secret")) {
            new BucketProbe(Optional.of(wrong)).probe();

            var state = wrong.standing().now();
            assertThat(state.reason()).isEqualTo("SignatureDoesNotMatch (403)");
            assertThat(state.toString() + output.getAll() + registry.getMetersAsString())
                    .doesNotContain("not-the-secret", "hidden", S3Server.KEY);
        }
    }

    @Test
    void nobody_is_asked_while_others_were_answered_just_now() {
        bucket.put("a", CONTENT);
        probe.probe();
        assertThat(requests("probe", "missing")).isZero();

        later();
        probe.probe();
        probe.probe();
        assertThat(requests("probe", "missing")).isOne();
    }

    @Test
    void the_same_failure_is_logged_once(CapturedOutput output) {
        relay.cutAfter(0);
        for (var times = 0; times < 3; times++) {
            assertThatExceptionOfType(StorageAwayException.class).isThrownBy(() -> bucket.delete("a"));
        }
        assertThat(output.getAll().split("did not delete an object", -1)).hasSize(2);
        assertThat(requests("delete", "silent")).isEqualTo(3);
    }

    @Test
    void requests_bytes_and_tries_are_counted() {
        bucket.put("a", CONTENT);
        bucket.put("b", CONTENT);
        assertThat(bucket.get("a")).isPresent();
        assertThat(bucket.get("none")).isEmpty();
        assertThat(bucket.copy("a", "c")).isTrue();
        bucket.delete("a");
        relay.cutAfter(0);
        assertThatExceptionOfType(StorageAwayException.class).isThrownBy(() -> bucket.get("b"));

        assertThat(requests("write", "done")).isEqualTo(2);
        assertThat(requests("read", "done")).isOne();
        assertThat(requests("read", "missing")).isOne();
        assertThat(requests("read", "silent")).isOne();
        assertThat(requests("copy", "done")).isOne();
        assertThat(requests("delete", "done")).isOne();
        assertThat(counted("pitchpipe.portal.bucket", "operation", "write")).isEqualTo(2000);
        assertThat(counted("pitchpipe.portal.bucket", "operation", "read")).isEqualTo(1000);
        assertThat(counted("pitchpipe.portal.bucket.retries"))
                .as("three tries of the last")
                .isEqualTo(2);
    }

    @ParameterizedTest
    @FieldSource("DATABASES")
    void objects_that_no_row_names_are_counted_as_waiting_or_due(DataSource database) {
        var parts = new Parts(database, Clock.systemUTC(), Buckets.keep(name));
        var own = new SimpleMeterRegistry();
        try (var seen = Buckets.open(Buckets.keep(name).bucket(), Clock.systemUTC(), own, parts.loose)) {
            parts.forgetPatience();
            parts.sweepObjects();
            var chunks = List.of(ChunkStore.Chunk.of(CONTENT), ChunkStore.Chunk.of(new byte[1]));
            var brought = parts.chunks.store().bring(parts.dataset, chunks);
            assertThat(gauge(own, "waiting")).isEqualTo(2);
            assertThat(gauge(own, "due")).isZero();

            parts.transaction.executeWithoutResult(status -> parts.chunks.put(parts.dataset, brought.getFirst()));
            assertThat(gauge(own, "waiting")).isOne();
            parts.forgetPatience();
            assertThat(gauge(own, "waiting")).isZero();
            assertThat(gauge(own, "due")).isOne();
            parts.sweepObjects();
            assertThat(gauge(own, "due")).isZero();
        }
    }

    @ParameterizedTest
    @FieldSource("DATABASES")
    void rows_are_added_up_by_where_they_lie(DataSource database) {
        var parts = new Parts(database);
        var none = new RowPlaces(Buckets.NONE, new ChunkStorage.OpenBucket(Optional.empty()), parts.jdbc);
        var before = none.look();
        parts.putUnused();
        var inBucket = parts.with(Buckets.keep(name));
        var brought = inBucket.chunks.store().bring(parts.dataset, List.of(ChunkStore.Chunk.of(CONTENT)));
        parts.transaction.executeWithoutResult(status -> inBucket.chunks.put(parts.dataset, brought.getFirst()));

        var without = none.look();
        assertThat(without.inDatabase() - before.inDatabase()).isOne();
        assertThat(without.inBucket() - before.inBucket()).isEqualTo(CONTENT.length);
        assertThat(without.stranded()).isTrue();
        assertThat(without.newInBucket()).isFalse();

        var settings = Buckets.keep(name);
        var with = new RowPlaces(settings, new ChunkStorage.OpenBucket(Optional.of(bucket)), parts.jdbc).look();
        assertThat(with.stranded()).isFalse();
        assertThat(with.newInBucket()).isTrue();
        assertThat(with.bucket()).contains(bucket.standing().now());
    }

    @Test
    void without_a_bucket_there_is_none_to_be_away_unless_rows_are_in_one() {
        assertThat(new BucketHealth(Optional.empty(), false).health().getStatus())
                .isEqualTo(BucketHealth.NONE);
        assertThat(new BucketHealth(Optional.empty(), true).health().getStatus())
                .isEqualTo(BucketHealth.AWAY);
        new BucketProbe(Optional.empty()).probe();
    }

    @Test
    void a_probe_waits_for_a_silent_server_no_longer_than_for_one_answer() {
        relay.fallSilent();
        var settings = new BucketSettings(
                name, relay.endpoint(), "", "", true, S3Server.KEY, S3Server.SECRET, Duration.ofMillis(500));
        var own = new SimpleMeterRegistry();
        try (var impatient = Buckets.open(settings, () -> now, own, loose)) {
            new BucketProbe(Optional.of(impatient)).probe();

            assertThat(impatient.standing().now().answer()).isEqualTo(Answer.SILENT);
            assertThat(own.get("pitchpipe.portal.bucket.retries").counter().count())
                    .as("others are tried three times")
                    .isLessThan(2);
        }
    }

    @Test
    void a_server_that_is_known_to_be_silent_keeps_nobody_waiting_and_is_heard_when_it_speaks() {
        S3Server.shared().client().putObject(put -> put.bucket(name).key("a"), RequestBody.fromBytes(CONTENT));
        relay.cutAfter(0);
        assertThatExceptionOfType(StorageAwayException.class).isThrownBy(() -> bucket.get("a"));
        relay.mend();
        relay.fallSilent();

        // Thirty seconds for each of three tries, were it not known.
        assertThatExceptionOfType(StorageAwayException.class)
                .isThrownBy(() -> bucket.get("a"))
                .satisfies(away -> assertThat(away.getCause()).isInstanceOf(ApiCallTimeoutException.class));
        relay.mend();
        probe.probe();
        assertThat(answer()).isEqualTo(Answer.ANSWERS);
        assertThat(bucket.get("a")).contains(CONTENT);
    }

    @Test
    void a_request_that_was_given_up_from_here_says_nothing_of_the_bucket() {
        bucket.put("a", CONTENT);
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(StorageAwayException.class).isThrownBy(() -> bucket.get("a"));
        Thread.interrupted();

        assertThat(requests("read", "abandoned")).isOne();
        assertThat(answer()).isEqualTo(Answer.ANSWERS);
    }
}
