package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.testing.Databases;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What was there before contents and rows of chunks were told apart is there afterwards, and can be worked with. */
class ChunkMigrationTest {

    static Stream<Named<DataSource>> databases() {
        return Databases.migratedTo("089?", "db/portal");
    }

    private static final UUID USER = UUID.randomUUID();
    private static final UUID TEAM = UUID.randomUUID();
    private static final UUID DATASET = UUID.randomUUID();

    /** Two versions that share a chunk, and a chunk that is in none. */
    private static void fill(JdbcClient jdbc, VersionId first, VersionId second) {
        jdbc.sql(
                        "insert into app_user (id, email, display_name, password_hash, created_at) values (?, 'a@b', 'Ada', '', ?)")
                .params(USER, OffsetDateTime.now())
                .update();
        jdbc.sql("insert into team (id, name, project_number, created_at) values (?, 'Atlas', 7, ?)")
                .params(TEAM, OffsetDateTime.now())
                .update();
        jdbc.sql("""
                insert into dataset (id, team_id, name, created_by, created_at, touched_at)
                values (?, ?, 'Support', ?, current_timestamp, current_timestamp)""").params(DATASET, TEAM, USER).update();
        var shared = chunk(jdbc, line("ä", "1") + line("b", "2"));
        var other = chunk(jdbc, line("c", "3"));
        chunk(jdbc, line("nobody", "has this"));
        version(jdbc, first, 1, shared);
        version(jdbc, second, 2, shared);
        index(jdbc, second, 1, 2, 1, other);
        jdbc.sql("insert into dataset_usage (team_id, row_bytes, file_bytes) values (?, ?, 0)")
                .params(TEAM, held(jdbc))
                .update();
    }

    private static long held(JdbcClient jdbc) {
        return jdbc.sql("select sum(octet_length(content)) from dataset_chunk")
                .query(Long.class)
                .single();
    }

    private static String line(String input, String output) {
        return "{\"textInput\":\"%s\",\"output\":\"%s\"}\n".formatted(input, output);
    }

    private record Old(String digest, int bytes) {}

    private static Old chunk(JdbcClient jdbc, String lines) {
        var content = lines.getBytes(StandardCharsets.UTF_8);
        var digest = Digests.sha256(content, content.length);
        jdbc.sql("insert into dataset_chunk (dataset_id, digest, content) values (?, ?, ?)")
                .params(DATASET, digest, content)
                .update();
        return new Old(digest, content.length);
    }

    private static void version(JdbcClient jdbc, VersionId id, int number, Old chunk) {
        jdbc.sql("""
                insert into dataset_version (id, dataset_id, number, state, work, row_count, rejected_count, byte_count,
                  change_kind, change_rows, change_detail, created_by, created_at, rows_read, bytes_read, bytes_total)
                values (?, ?, ?, 'VALID', '', 3, 0, 0, 'IMPORTED', 3, '', ?, current_timestamp, 3, 0, 0)""").params(id.value(), DATASET, number, USER).update();
        index(jdbc, id, 0, 0, 2, chunk);
    }

    private static void index(JdbcClient jdbc, VersionId version, int position, long firstRow, int rows, Old chunk) {
        jdbc.sql("""
                insert into dataset_version_chunk
                (version_id, position, first_row, row_count, byte_count, dataset_id, digest) values (?, ?, ?, ?, ?, ?, ?)""")
                .params(version.value(), position, firstRow, rows, chunk.bytes(), DATASET, chunk.digest())
                .update();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void chunks_of_the_version_before_are_counted_read_pruned_and_deleted(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var first = VersionId.random();
        var second = VersionId.random();
        fill(jdbc, first, second);
        var held = held(jdbc);

        Databases.upgrade(database, "db/portal");

        assertThat(jdbc.sql("select sum(byte_count) from dataset_chunk")
                        .query(Long.class)
                        .single())
                .isEqualTo(held);
        var parts = new Parts(database);
        var dataset = new DatasetId(DATASET);
        assertThat(parts.rows.stream(dataset, first)).extracting(Example::input).containsExactly("ä", "b");
        assertThat(parts.rows.stream(dataset, second))
                .extracting(Example::input)
                .containsExactly("ä", "b", "c");
        assertThat(parts.rows.page(dataset, second, 2, 5)).hasSize(1);

        parts.pruning.sweep();
        assertThat(contents(jdbc)).isEqualTo(2);
        var newest = parts.datasets.version(second).orElseThrow();
        parts.transaction.executeWithoutResult(status -> parts.pruning.delete(dataset, java.util.List.of(newest)));
        assertThat(contents(jdbc)).isOne();
        assertThat(parts.rows.stream(dataset, first)).hasSize(2);
        parts.transaction.executeWithoutResult(status -> parts.editing.deleteAll(dataset));
        assertThat(contents(jdbc)).isZero();
        assertThat(jdbc.sql("select row_bytes from dataset_usage where team_id = ?")
                        .param(TEAM)
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static int contents(JdbcClient jdbc) {
        return jdbc.sql("select count(*) from dataset_chunk_content")
                .query(Integer.class)
                .single();
    }
}
