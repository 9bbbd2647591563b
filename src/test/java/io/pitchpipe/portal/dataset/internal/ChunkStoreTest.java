package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.QuotaExceededException;
import io.pitchpipe.portal.dataset.Row;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.testing.Databases;
import io.pitchpipe.testing.S3Server;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What every place for chunks has to do: the database, of either kind, and a bucket of a real S3 server. */
class ChunkStoreTest {

    private static final byte[] WRONG = "{\"textInput\":\"a\",\"output\":\"b\"}\n".getBytes(StandardCharsets.UTF_8);

    /** Both with all their migrations, for all tests of this class: each brings a team of its own. */
    private static final List<Named<DataSource>> DATABASES =
            Databases.migrated("db/portal").toList();

    /** A place, and what its damage looks like from outside. */
    private interface Place {

        Parts parts();

        /** Puts other bytes in the place of every content. */
        void alter();

        /** Takes every content away, past the application. */
        void lose();

        /** Contents that are there, of all datasets of the team. */
        long contents();
    }

    private record InDatabase(Parts parts) implements Place {

        private static final String OF_TEAM = " where dataset_id in (select id from dataset where team_id = ?)";

        InDatabase(DataSource database) {
            this(new Parts(database));
        }

        @Override
        public void alter() {
            parts.jdbc
                    .sql("update dataset_chunk_content set content = ?" + OF_TEAM)
                    .params(WRONG, parts.team.value())
                    .update();
        }

        @Override
        public void lose() {
            parts.jdbc
                    .sql("delete from dataset_chunk_content" + OF_TEAM)
                    .param(parts.team.value())
                    .update();
        }

        @Override
        public long contents() {
            return parts.jdbc
                    .sql("select count(*) from dataset_chunk_content" + OF_TEAM)
                    .param(parts.team.value())
                    .query(Long.class)
                    .single();
        }
    }

    private record InBucket(Parts parts, String bucket) implements Place {

        InBucket(DataSource database) {
            this(database, S3Server.shared().newBucket());
        }

        private InBucket(DataSource database, String bucket) {
            this(new Parts(database, Clock.systemUTC(), Buckets.keep(bucket)), bucket);
        }

        @Override
        public void alter() {
            objects()
                    .forEach(object -> client().putObject(
                                    put -> put.bucket(bucket).key(object.key()), RequestBody.fromBytes(WRONG)));
        }

        @Override
        public void lose() {
            objects()
                    .forEach(object -> client().deleteObject(
                                    delete -> delete.bucket(bucket).key(object.key())));
        }

        @Override
        public long contents() {
            return objects().count();
        }

        private Stream<S3Object> objects() {
            return client().listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream();
        }

        private static S3Client client() {
            return S3Server.shared().client();
        }
    }

    static Stream<Named<Place>> places() {
        return DATABASES.stream()
                .flatMap(database -> Stream.of(
                        Named.of(database.getName(), new InDatabase(database.getPayload())),
                        Named.of("bucket and " + database.getName(), new InBucket(database.getPayload()))));
    }

    /** A version of some chunks. */
    static DatasetVersion version(Parts parts, int rows) {
        var id = parts.bring(VersionWorkTest.csv(rows));
        parts.work.run(id);
        return parts.datasets.version(id).orElseThrow();
    }

    static List<String> inputs(Parts parts, DatasetId dataset, VersionId version) {
        try (var examples = parts.rows.stream(dataset, version)) {
            return examples.map(Example::input).toList();
        }
    }

    private static String input(long row) {
        return "a question with some words in it, number \"" + row + "\"";
    }

    @ParameterizedTest
    @MethodSource("places")
    void rows_are_read_as_they_were_brought_in_order_in_part_and_as_bytes(Place place) throws IOException {
        var parts = place.parts();
        var version = version(parts, 6_000);

        assertThat(version.rows()).isEqualTo(6_000);
        assertThat(place.contents()).isEqualTo(parts.kept()).isGreaterThan(5);
        assertThat(inputs(parts, parts.dataset, version.id()))
                .hasSize(6_000)
                .startsWith(input(1))
                .endsWith(input(6_000))
                .doesNotHaveDuplicates();
        assertThat(parts.rows.page(parts.dataset, version.id(), 3_000, 1_500))
                .hasSize(1_500)
                .allMatch(row -> row.example().input().equals(input(row.number())));
        assertThat(parts.rows.at(parts.dataset, version.id(), List.of(1L, 777L, 6_000L)))
                .extracting(Row::number)
                .containsExactly(1L, 777L, 6_000L);
        var bytes = new ByteArrayOutputStream();
        parts.rows.bytes(parts.dataset, version.id()).transferTo(bytes);
        assertThat((long) bytes.size()).isEqualTo(version.bytes());
    }

    @ParameterizedTest
    @MethodSource("places")
    void an_edit_writes_the_chunks_it_touches_and_shares_the_others(Place place) {
        var parts = place.parts();
        var first = version(parts, 3_000);
        var before = parts.kept();

        var replaced = parts.editing.replace(first, 2_000, new Example("new", "row"), parts.user);
        var added = parts.editing.add(
                parts.datasets.version(replaced).orElseThrow(), new Example("last", "row"), parts.user);
        var rows = new TreeSet<>(Set.of(1L, 2_001L, 3_000L));
        var deleted = parts.editing.delete(parts.datasets.version(added).orElseThrow(), rows, parts.user);

        assertThat(parts.kept()).isBetween(before + 3, before + 5);
        assertThat(inputs(parts, parts.dataset, first.id())).hasSize(3_000).startsWith(input(1));
        assertThat(inputs(parts, parts.dataset, deleted))
                .hasSize(2_998)
                .startsWith(input(2))
                .contains("new")
                .doesNotContain(input(2_000), input(2_001), input(3_000))
                .endsWith(input(2_999), "last");
        assertThat(parts.state(deleted)).isEqualTo(VersionState.VALID);
        assertThat(parts.quotas.use(parts.team).bytes()).isEqualTo(held(parts));
    }

    /** What is there of chunks and files, counted one by one. */
    private static long held(Parts parts) {
        return parts.jdbc
                .sql("""
                        select (select coalesce(sum(byte_count), 0) from dataset_chunk c join dataset d on d.id = c.dataset_id
                        where d.team_id = :team) + (select coalesce(sum(bytes), 0) from dataset_upload where team_id = :team)
                        + (select coalesce(sum(octet_length(r.content)), 0) from dataset_rejected r join dataset_version v
                        on v.id = r.version_id join dataset d on d.id = v.dataset_id where d.team_id = :team)""")
                .param("team", parts.team.value())
                .query(Long.class)
                .single();
    }

    @ParameterizedTest
    @MethodSource("places")
    void chunks_that_the_dataset_has_are_not_kept_twice(Place place) {
        var parts = place.parts();
        version(parts, 3_000);
        var kept = place.contents();

        version(parts, 3_000);

        assertThat(place.contents()).isEqualTo(kept).isEqualTo(parts.kept());
    }

    @ParameterizedTest
    @MethodSource("places")
    void a_copy_outlives_what_it_was_copied_from(Place place) {
        var parts = place.parts();
        var version = version(parts, 3_000);
        var rows = inputs(parts, parts.dataset, version.id());
        var chunks = place.contents();

        var copy = parts.copy(version);
        assertThat(place.contents()).isEqualTo(2 * chunks);
        assertThat(parts.quotas.use(parts.team).bytes()).isEqualTo(held(parts));
        parts.transaction.executeWithoutResult(status -> parts.editing.deleteAll(parts.dataset));
        parts.sweepObjects();

        assertThat(place.contents()).isEqualTo(chunks);
        var first = parts.datasets.find(parts.team, copy).orElseThrow().latest();
        assertThat(inputs(parts, copy, first.id())).isEqualTo(rows);
        assertThat(parts.quotas.use(parts.team).bytes()).isEqualTo(held(parts));
    }

    @ParameterizedTest
    @MethodSource("places")
    void of_deleted_versions_only_the_chunks_that_no_other_has_go(Place place) {
        var parts = place.parts();
        var first = version(parts, 3_000);
        var chunks = place.contents();
        var second = parts.editing.replace(first, 1, new Example("new", "row"), parts.user);
        var versions = List.of(first, parts.datasets.version(second).orElseThrow());

        parts.transaction.executeWithoutResult(status -> parts.pruning.delete(parts.dataset, versions.subList(0, 1)));
        parts.sweepObjects();
        assertThat(inputs(parts, parts.dataset, second)).hasSize(3_000).startsWith("new");
        assertThat(place.contents()).isEqualTo(chunks);

        parts.transaction.executeWithoutResult(status -> parts.pruning.delete(parts.dataset, versions.subList(1, 2)));
        parts.sweepObjects();
        assertThat(place.contents()).isEqualTo(parts.kept()).isZero();
        assertThat(parts.quotas.use(parts.team).bytes()).isEqualTo(held(parts));
    }

    @ParameterizedTest
    @MethodSource("places")
    void a_damaged_chunk_is_noticed_before_anything_is_taught_from_it(Place place) {
        var parts = place.parts();
        var version = version(parts, 10);
        place.alter();

        assertThatIllegalStateException()
                .isThrownBy(() -> parts.rows.page(parts.dataset, version.id(), 0, 1))
                .withMessageContaining("was altered");
        assertThatIllegalStateException()
                .isThrownBy(() -> inputs(parts, parts.dataset, version.id()))
                .withMessageContaining("was altered");
    }

    @ParameterizedTest
    @MethodSource("places")
    void a_missing_chunk_is_told_from_an_empty_one(Place place) {
        var parts = place.parts();
        var version = version(parts, 10);
        place.lose();

        assertThatIllegalStateException()
                .isThrownBy(() -> parts.rows.page(parts.dataset, version.id(), 0, 1))
                .withMessageContaining("is missing");
        assertThat(parts.datasets.version(version.id())).isPresent();
    }

    @ParameterizedTest
    @MethodSource("places")
    void rows_beyond_the_limit_leave_nothing_but_what_is_swept(Place place) {
        var parts = place.parts();
        var version = version(parts, 2_000);
        var kept = place.contents();
        parts.fill();

        assertThatExceptionOfType(QuotaExceededException.class)
                .isThrownBy(() -> parts.editing.replace(version, 1, new Example("new", "x".repeat(1_000)), parts.user));

        assertThat(parts.kept()).isEqualTo(kept);
        parts.forgetPatience();
        parts.sweepObjects();
        assertThat(place.contents()).isEqualTo(kept);
        assertThat(inputs(parts, parts.dataset, version.id())).hasSize(2_000);
    }
}
