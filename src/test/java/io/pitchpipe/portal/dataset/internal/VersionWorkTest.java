package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.ColumnMapping;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.ImportPlan;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.Reading.Format;
import io.pitchpipe.portal.dataset.VersionChange;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.testing.Databases;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.unit.DataSize;

/** Reading files into versions, on both databases: what is interrupted, cancelled or overtaken. */
class VersionWorkTest {

    private static final ImportPlan PLAN = new ImportPlan(
            new Reading(Format.DELIMITED, ',', '"', true, "UTF-8", 0), new ColumnMapping(List.of("0"), "1"));
    private static final VersionChange CHANGE = new VersionChange(VersionChange.Kind.IMPORTED, 0, "x.csv");

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    /** The module's parts on one database, without Spring. */
    private static final class Parts {

        final JdbcClient jdbc;
        final DatasetRepository datasets;
        final ChunkRepository chunks;
        final UploadRepository uploads;
        final RowReading rows;
        final VersionWork work;
        final Receiving receiving;
        final TeamId team = TeamId.random();
        final UserId user = UserId.random();
        final DatasetId dataset = DatasetId.random();
        int number;

        Parts(DataSource database) {
            jdbc = JdbcClient.create(database);
            var clock = Clock.systemUTC();
            datasets = new DatasetRepository(jdbc, clock);
            chunks = new ChunkRepository(jdbc);
            uploads = new UploadRepository(jdbc, clock);
            rows = new RowReading(chunks);
            receiving = new Receiving(uploads, DataSize.ofMegabytes(64));
            work = new VersionWork(
                    datasets,
                    chunks,
                    uploads,
                    new RejectedRows(jdbc),
                    rows,
                    new FixPreviewing(rows),
                    new Splitting(new SplitRepository(jdbc), rows),
                    new Workbooks(Path.of("target", "work-test")),
                    new Changes(jdbc),
                    new TransactionTemplate(new JdbcTransactionManager(database)));
            var now = clock.instant().atOffset(java.time.ZoneOffset.UTC);
            jdbc.sql(
                            "insert into app_user (id, email, display_name, password_hash, created_at) values (?, ?, 'Ada', '', ?)")
                    .params(user.value(), user + "@example.org", now)
                    .update();
            jdbc.sql("insert into team (id, name, project_number, created_at) values (?, 'Atlas', 4711, ?)")
                    .params(team.value(), now)
                    .update();
            datasets.insert(dataset, team, "Support", user);
        }

        VersionId bring(InputStream file) {
            var upload = receiving.receive(team, user, "x.csv", file);
            var bytes = uploads.find(team, upload).orElseThrow().bytes();
            var id = VersionId.random();
            datasets.insertVersion(
                    id, dataset, ++number, Work.read(upload.value(), PLAN).json(), upload.value(), CHANGE, user, bytes);
            return id;
        }

        VersionState state(VersionId id) {
            return datasets.version(id).orElseThrow().state();
        }

        long indexed(VersionId id) {
            return jdbc.sql("select count(*) from dataset_version_chunk where version_id = ?")
                    .param(id.value())
                    .query(Long.class)
                    .single();
        }
    }

    private static InputStream csv(int rows) {
        var text = "in,out\n"
                + IntStream.rangeClosed(1, rows)
                        .mapToObj(row -> "a question with some words in it, number \"\"" + row + "\"\"")
                        .map(input -> "\"" + input + "\",an answer\n")
                        .collect(Collectors.joining());
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_file_of_several_parts_is_read_into_chunks_and_back(DataSource database) {
        var parts = new Parts(database);
        var id = parts.bring(csv(60_000));

        parts.work.run(id);

        var version = parts.datasets.version(id).orElseThrow();
        assertThat(version.rows()).isEqualTo(60_000);
        assertThat(version.bytes()).isEqualTo(parts.chunks.bytes(id)).isGreaterThan(4_000_000);
        assertThat(version.state()).isEqualTo(VersionState.INVALID);
        assertThat(version.progress().fraction()).isEqualTo(1.0);
        try (var examples = parts.rows.stream(parts.dataset, id)) {
            assertThat(examples.skip(59_999))
                    .containsExactly(new Example("a question with some words in it, number \"60000\"", "an answer"));
        }
        assertThat(parts.rows.page(parts.dataset, id, 30_000, 3))
                .extracting("number")
                .containsExactly(30_001L, 30_002L, 30_003L);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_run_that_was_killed_is_done_again_from_the_start(DataSource database) {
        var parts = new Parts(database);
        var id = parts.bring(csv(500));
        // What a killed run leaves: the version taken, some chunks in the index, no end.
        assertThat(parts.datasets.begin(id, UUID.randomUUID())).isTrue();
        parts.chunks.put(parts.dataset, Digests.sha256(new byte[] {'x'}, 1), new byte[] {'x'});
        parts.chunks.append(
                id, parts.dataset, new ChunkRepository.Entry(0, 0, 1, 1, Digests.sha256(new byte[] {'x'}, 1)));

        parts.work.run(id);
        assertThat(parts.state(id)).isEqualTo(VersionState.VALID);
        var chunks = parts.indexed(id);
        parts.work.run(id);

        assertThat(parts.indexed(id)).isEqualTo(chunks);
        assertThat(parts.rows.page(parts.dataset, id, 0, 1).getFirst().example().output())
                .isEqualTo("an answer");
        assertThat(parts.datasets.version(id).orElseThrow().rows()).isEqualTo(500);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whoever_was_overtaken_writes_nothing_more(DataSource database) {
        var parts = new Parts(database);
        var id = parts.bring(csv(500));
        var paused = UUID.randomUUID();
        assertThat(parts.datasets.begin(id, paused)).isTrue();

        parts.work.run(id);

        assertThat(parts.datasets.progress(id, paused, 1, 1)).isFalse();
        assertThat(parts.datasets.settle(id, paused, VersionState.INVALID, 1, 1, 1, "{}"))
                .isFalse();
        assertThat(parts.state(id)).isEqualTo(VersionState.VALID);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_cancelled_version_is_never_read(DataSource database) {
        var parts = new Parts(database);
        var id = parts.bring(csv(500));

        assertThat(parts.datasets.cancel(id)).isTrue();
        parts.work.run(id);

        assertThat(parts.state(id)).isEqualTo(VersionState.CANCELLED);
        assertThat(parts.indexed(id)).isZero();
        assertThat(parts.datasets.cancel(id)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void two_versions_of_the_same_rows_share_their_chunks(DataSource database) {
        var parts = new Parts(database);
        var first = parts.bring(csv(5_000));
        var second = parts.bring(csv(5_000));

        parts.work.run(first);
        parts.work.run(second);

        var kept = parts.jdbc
                .sql("select count(*) from dataset_chunk")
                .query(Long.class)
                .single();
        assertThat(kept).isEqualTo(parts.indexed(first)).isEqualTo(parts.indexed(second));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_failed_version_says_under_which_code_the_log_knows_it(DataSource database) {
        var parts = new Parts(database);
        var id = parts.bring(csv(5));

        parts.work.fail(id, new IllegalStateException("disk on fire"));

        var version = parts.datasets.version(id).orElseThrow();
        assertThat(version.state()).isEqualTo(VersionState.FAILED);
        assertThat(version.failure().orElseThrow()).hasSize(8);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void old_files_are_swept_but_not_one_that_waits_to_be_read(DataSource database) {
        var parts = new Parts(database);
        var waiting = parts.bring(csv(5));
        var orphan = parts.receiving.receive(parts.team, parts.user, "y.csv", csv(5));

        assertThat(parts.uploads.deleteOlderThan(Clock.systemUTC().instant().plus(Duration.ofHours(1))))
                .isOne();

        assertThat(parts.uploads.find(parts.team, orphan)).isEmpty();
        parts.work.run(waiting);
        assertThat(parts.state(waiting)).isEqualTo(VersionState.VALID);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void an_altered_chunk_is_noticed_before_anything_is_taught_from_it(DataSource database) {
        var parts = new Parts(database);
        var id = parts.bring(csv(5));
        parts.work.run(id);
        parts.jdbc
                .sql("update dataset_chunk set content = ?")
                .param("{\"textInput\":\"a\",\"output\":\"b\"}\n".getBytes(StandardCharsets.UTF_8))
                .update();

        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> parts.rows.page(parts.dataset, id, 0, 1))
                .withMessageContaining("altered");
    }
}
