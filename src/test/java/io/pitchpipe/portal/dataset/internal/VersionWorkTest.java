package io.pitchpipe.portal.dataset.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.dataset.DatasetCard;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.ImportPlan;
import io.pitchpipe.portal.dataset.SplitColumn;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.testing.Databases;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Reading files into versions, on both databases: what is interrupted, cancelled or overtaken. */
class VersionWorkTest {

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    static InputStream csv(int rows) {
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
        assertThat(version.bytes())
                .isEqualTo(parts.index.entries(id, 0, Long.MAX_VALUE).stream()
                        .mapToLong(ChunkIndex.Entry::bytes)
                        .sum())
                .isGreaterThan(4_000_000);
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
        assertThat(parts.states.begin(id, UUID.randomUUID())).isTrue();
        parts.putUnused();
        parts.index.append(id, parts.dataset, new ChunkIndex.Entry(0, 0, 1, 1, Digests.sha256(new byte[] {'x'}, 1)));

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
        assertThat(parts.states.begin(id, paused)).isTrue();

        parts.work.run(id);

        assertThat(parts.states.progress(id, paused, 1, 1)).isFalse();
        assertThat(parts.states.settle(id, paused, VersionState.INVALID, 1, 1, 1, "{}"))
                .isFalse();
        assertThat(parts.state(id)).isEqualTo(VersionState.VALID);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_cancelled_version_is_never_read(DataSource database) {
        var parts = new Parts(database);
        var id = parts.bring(csv(500));

        assertThat(parts.states.cancel(id)).isTrue();
        parts.work.run(id);

        assertThat(parts.state(id)).isEqualTo(VersionState.CANCELLED);
        assertThat(parts.indexed(id)).isZero();
        assertThat(parts.states.cancel(id)).isFalse();
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

        var gone = parts.uploads.olderThan(Clock.systemUTC().instant().plus(Duration.ofHours(1))).stream()
                .filter(file ->
                        Boolean.TRUE.equals(parts.transaction.execute(status -> parts.uploads.deleteIdle(file))))
                .toList();

        assertThat(gone).containsExactly(orphan);

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
                .sql("update dataset_chunk_content set content = ?")
                .param("{\"textInput\":\"a\",\"output\":\"b\"}\n".getBytes(StandardCharsets.UTF_8))
                .update();

        org.assertj.core.api.Assertions.assertThatIllegalStateException()
                .isThrownBy(() -> parts.rows.page(parts.dataset, id, 0, 1))
                .withMessageContaining("altered");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void chunks_without_a_version_are_swept_but_none_while_a_version_is_made(DataSource database) {
        var parts = new Parts(database);
        var id = parts.bring(csv(5));
        parts.putUnused();

        parts.pruning.sweep();
        assertThat(parts.kept()).isOne();
        parts.work.run(id);
        assertThat(parts.kept()).isEqualTo(2);
        parts.pruning.sweep();
        assertThat(parts.kept()).isOne();
        assertThat(parts.rows.page(parts.dataset, id, 0, 9)).hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void what_a_file_holds_out_is_frozen_with_its_version_and_copied_with_it(DataSource database) {
        var parts = new Parts(database);
        var plan = new ImportPlan(Parts.PLAN.reading(), Parts.PLAN.mapping().withSplit(SplitColumn.byKnownWords("2")));
        var id = parts.bring(
                new ByteArrayInputStream("in,out,split\na,1,train\nb,2,test\nc,3,?\n".getBytes(StandardCharsets.UTF_8)),
                plan);
        parts.work.run(id);
        var version = parts.datasets.version(id).orElseThrow();
        assertThat(version.divided()).isTrue();
        assertThat(version.rejected()).isOne();
        var split = parts.splitting.split(version, HoldOut.AS_IN_FILE);
        assertThat(split.heldOut()).isOne();
        var cards = new CardRepository(parts.jdbc, Clock.systemUTC());
        cards.write(parts.dataset, DatasetCard.BLANK.saying("Why", "", "", ""), parts.user);

        var copy = parts.copy(version);

        var first = parts.datasets.find(parts.team, copy).orElseThrow().latest();
        assertThat(first.state()).isEqualTo(version.state());
        assertThat(parts.splitting.split(first, HoldOut.AS_IN_FILE)).isEqualTo(split);
        assertThat(parts.rows.stream(copy, first.id())).hasSize(2);
        assertThat(parts.rejected.bytes(first.id())).isPositive().isEqualTo(parts.rejected.bytes(id));
        assertThat(cards.find(copy).orElseThrow().purpose()).isEqualTo("Why");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void of_versions_that_may_go_only_what_no_other_needs_is_freed(DataSource database) {
        var parts = new Parts(database);
        var first = parts.bring(csv(2_000));
        parts.work.run(first);
        var second = parts.bring(csv(10));
        parts.work.run(second);
        var third = parts.bring(csv(2_000));
        parts.work.run(third);
        var held = parts.quotas.use(parts.team).bytes();

        var dataset = parts.datasets.find(parts.team, parts.dataset).orElseThrow();
        assertThat(parts.pruning.unused(dataset, Set.of(first)))
                .extracting(DatasetVersion::id)
                .containsExactly(second);
        var unused = parts.pruning.unused(dataset, Set.of());
        assertThat(unused).extracting(DatasetVersion::id).containsExactly(second, first);
        var freed = parts.pruning.bytes(parts.dataset, unused);
        assertThat(freed).isEqualTo(parts.datasets.version(second).orElseThrow().bytes());
        parts.transaction.executeWithoutResult(status -> parts.pruning.delete(parts.dataset, unused));

        assertThat(parts.datasets.version(first)).isEmpty();
        assertThat(parts.datasets.readableBefore(parts.dataset, 3)).isEmpty();
        assertThat(parts.quotas.use(parts.team).bytes()).isEqualTo(held - freed);
        assertThat(parts.rows.stream(parts.dataset, third)).hasSize(2_000);
    }
}
