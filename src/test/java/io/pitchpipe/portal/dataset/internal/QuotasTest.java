package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Quota;
import io.pitchpipe.portal.dataset.QuotaExceededException;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.testing.Databases;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a team may hold, on both databases, with writers that really run at the same time. */
class QuotasTest {

    private static final int WRITERS = 8;

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    private static Parts parts(DataSource database, long bytes, int datasets) {
        var parts = new Parts(database);
        parts.quotas.team(parts.team, Optional.of(new Quota(bytes, datasets)));
        return parts;
    }

    private static InputStream text(int bytes) {
        var content = new byte[bytes];
        Arrays.fill(content, (byte) 'a');
        return new ByteArrayInputStream(content);
    }

    private interface Deed {
        void run(int number);
    }

    /** Runs a deed of each writer at once. @return how many got what they wanted; the others were told that it does not fit */
    private static long atOnce(Deed deed) throws InterruptedException, ExecutionException {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var writers = IntStream.range(0, WRITERS)
                    .<Future<Boolean>>mapToObj(number -> threads.submit(() -> {
                        start.await();
                        try {
                            deed.run(number);
                            return true;
                        } catch (QuotaExceededException full) {
                            return false;
                        }
                    }))
                    .toList();
            start.countDown();
            var fitted = 0;
            for (var writer : writers) {
                fitted += writer.get() ? 1 : 0;
            }
            return fitted;
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void files_that_come_in_at_once_cannot_pass_the_limit_together(DataSource database) throws Exception {
        var parts = parts(database, 10_000_000, 10);

        // Four parts of a megabyte each: two files fit, and of three none more.
        var fitted = atOnce(number -> parts.receiving.receive(parts.team, parts.user, "f" + number, text(4_000_000)));

        assertThat(fitted).isLessThanOrEqualTo(2);
        assertThat(parts.quotas.use(parts.team).bytes()).isEqualTo(fitted * 4_000_000);
        // Those that did not fit have left nothing behind: the rest of the room is there for others.
        for (var left = fitted; left < 2; left++) {
            parts.receiving.receive(parts.team, parts.user, "again", text(4_000_000));
        }
        parts.receiving.receive(parts.team, parts.user, "small", text(2_000_000));
        assertThatExceptionOfType(QuotaExceededException.class)
                .isThrownBy(() -> parts.receiving.receive(parts.team, parts.user, "drop", text(1)))
                .satisfies(full -> assertThat(full.arguments()).containsExactly(10.0, 10.0));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void single_parts_that_come_in_at_once_fill_the_room_exactly(DataSource database) throws Exception {
        var parts = parts(database, 10_000_000, 10);
        parts.receiving.receive(parts.team, parts.user, "first", text(7_000_000));

        var fitted = atOnce(number -> parts.receiving.receive(parts.team, parts.user, "f" + number, text(900_000)));

        assertThat(fitted).isEqualTo(3);
        assertThat(parts.quotas.use(parts.team).bytes()).isEqualTo(9_700_000);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void datasets_that_are_made_at_once_are_no_more_than_may_be(DataSource database) throws Exception {
        // One of the three is there already.
        var parts = parts(database, 10_000_000, 3);

        var fitted = atOnce(number -> parts.transaction.executeWithoutResult(status -> {
            parts.quotas.addDataset(parts.team);
            parts.datasets.insert(DatasetId.random(), parts.team, "d" + number, parts.user);
        }));

        assertThat(fitted).isEqualTo(2);
        assertThat(parts.quotas.use(parts.team).datasets()).isEqualTo(3);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void rows_that_do_not_fit_are_not_kept_and_the_version_says_so(DataSource database) {
        var parts = parts(database, 10_000_000, 10);
        var file = VersionWorkTest.csv(80_000);
        var id = parts.bring(file);
        parts.jdbc
                .sql("update dataset_usage set row_bytes = 8000000 where team_id = ?")
                .param(parts.team.value())
                .update();

        parts.work.run(id);

        var version = parts.datasets.version(id).orElseThrow();
        assertThat(version.state()).isEqualTo(VersionState.FAILED);
        assertThat(version.failure()).contains(DatasetVersion.OVER_QUOTA);
        assertThat(parts.indexed(id)).isZero();
        assertThat(parts.kept()).isZero();
        assertThat(parts.jdbc
                        .sql("select row_bytes from dataset_usage where team_id = ?")
                        .param(parts.team.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(8_000_000);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void files_that_were_read_make_room_and_what_is_counted_is_what_is_there(DataSource database) {
        var parts = parts(database, 10_000_000, 10);
        var id = parts.bring(VersionWorkTest.csv(40_000));
        parts.work.run(id);
        var version = parts.datasets.version(id).orElseThrow();
        var file = parts.quotas.use(parts.team).bytes() - version.bytes();
        assertThat(file + version.bytes()).isGreaterThan(5_000_000);

        parts.receiving.receive(parts.team, parts.user, "next", text(5_000_000));

        assertThat(parts.quotas.use(parts.team).bytes()).isEqualTo(version.bytes() + 5_000_000);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_team_without_a_limit_of_its_own_has_that_of_every_team(DataSource database) {
        var parts = new Parts(database);
        parts.jdbc
                .sql("delete from instance_setting where name like 'dataset.quota.%'")
                .update();
        assertThat(parts.quotas.use(parts.team).quota()).isEqualTo(Quota.DEFAULT);

        parts.quotas.everyTeam(new Quota(20_000_000, 7));
        assertThat(parts.quotas.use(parts.team).quota()).isEqualTo(new Quota(20_000_000, 7));
        parts.quotas.team(parts.team, Optional.of(new Quota(30_000_000, 8)));
        assertThat(parts.quotas.use(parts.team).own()).isTrue();
        assertThat(parts.quotas.use(parts.team).quota()).isEqualTo(new Quota(30_000_000, 8));
        parts.quotas.team(parts.team, Optional.empty());
        assertThat(parts.quotas.use(parts.team).own()).isFalse();
        parts.jdbc
                .sql("delete from instance_setting where name like 'dataset.quota.%'")
                .update();
    }
}
