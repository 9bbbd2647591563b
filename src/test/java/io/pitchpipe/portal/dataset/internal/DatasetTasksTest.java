package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.testing.Databases;
import io.pitchpipe.testing.S3Server;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long the task that reads a version goes on trying, by a clock that is put forward. */
class DatasetTasksTest {

    private static final Duration BETWEEN = Duration.ofSeconds(30);

    private final DataSource database = Databases.h2("db/portal");
    private final SettableClock clock = new SettableClock();
    private final Parts inBucket = new Parts(
            database, Clock.systemUTC(), Buckets.keep(S3Server.shared().newBucket()));
    /** The same instance while nothing answers where the bucket was. */
    private final Parts away = inBucket.with(Buckets.keep("b", URI.create("http://127.0.0.1:1"), S3Server.SECRET));

    @BeforeEach
    void atSomeTime() {
        clock.set(Instant.parse("2026-11-22T10:00:00Z"));
    }

    private ManualScheduler scheduler(Parts parts, VersionId version) {
        var task = new DatasetTasks().validateDataset(parts.work, parts.states, new Told(clock));
        var builder = TestHelper.createManualScheduler(database, task).clock(clock);
        builder.serializer(new Ids());
        var scheduler = builder.build();
        scheduler.schedule(task.instance(version.toString(), new DatasetTasks.Version(version.value())), clock.now());
        return scheduler;
    }

    private void run(ManualScheduler scheduler, int times) {
        for (var time = 0; time < times; time++) {
            scheduler.runAnyDueExecutions();
            clock.tick(BETWEEN);
        }
    }

    @Test
    void a_file_waits_five_minutes_for_the_place_of_its_rows_and_is_given_up_then() {
        var version = away.bring(VersionWorkTest.csv(30));
        var scheduler = scheduler(away, version);

        run(scheduler, 9);
        assertThat(away.state(version)).isEqualTo(VersionState.VALIDATING);
        run(scheduler, 1);

        assertThat(away.datasets.version(version).flatMap(DatasetVersion::failure))
                .contains(DatasetVersion.NOT_KEPT);
    }

    @Test
    void rows_that_somebody_edited_wait_as_long_as_it_takes_and_are_not_given_up() {
        var edited = edited();
        var scheduler = scheduler(away, edited);

        run(scheduler, 12);

        assertThat(away.state(edited)).isEqualTo(VersionState.VALIDATING);
        assertThat(inBucket.indexed(edited)).isPositive();
        inBucket.work.run(edited);
        assertThat(inBucket.state(edited)).isEqualTo(VersionState.VALID);
        assertThat(ChunkStoreTest.inputs(inBucket, inBucket.dataset, edited)).hasSize(30);
    }

    /** A version with its rows in the bucket that is still to be checked, as an edit leaves it. */
    private VersionId edited() {
        var base = ChunkStoreTest.version(inBucket, 30);
        var edited = VersionId.random();
        inBucket.transaction.executeWithoutResult(status -> {
            inBucket.states.insert(
                    edited, inBucket.dataset, 2, Work.check().json(), null, Parts.CHANGE, inBucket.user, base.bytes());
            inBucket.index.copy(base.id(), edited);
        });
        return edited;
    }

    @Test
    void what_fails_for_another_reason_is_tried_three_times() {
        var version = inBucket.bring(VersionWorkTest.csv(30));
        inBucket.jdbc
                .sql("update dataset_version set work = '{}' where id = ?")
                .param(version.value())
                .update();
        var scheduler = scheduler(inBucket, version);

        run(scheduler, 2);
        assertThat(inBucket.state(version)).isEqualTo(VersionState.VALIDATING);
        run(scheduler, 1);

        assertThat(inBucket.state(version)).isEqualTo(VersionState.FAILED);
        assertThat(inBucket.datasets.version(version).flatMap(DatasetVersion::failure))
                .hasValueSatisfying(code -> assertThat(code).hasSize(8));
    }

    /** The scheduler's clock as one of Java's. */
    private static final class Told extends Clock {

        private final SettableClock clock;

        Told(SettableClock clock) {
            this.clock = clock;
        }

        @Override
        public Instant instant() {
            return clock.now();
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    /** Data of tasks as the id that they hold. */
    private static final class Ids implements Serializer {

        @Override
        public byte[] serialize(@Nullable Object data) {
            return data instanceof DatasetTasks.Version version
                    ? version.version().toString().getBytes(StandardCharsets.UTF_8)
                    : new byte[0];
        }

        @Override
        public <T> T deserialize(Class<T> type, byte[] data) {
            var id = UUID.fromString(new String(data, StandardCharsets.UTF_8));
            return type.cast(new DatasetTasks.Version(id));
        }
    }
}
