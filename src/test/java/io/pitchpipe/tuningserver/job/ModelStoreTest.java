package io.pitchpipe.tuningserver.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.testing.Databases;
import io.pitchpipe.tuningserver.access.Caller;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The store on both databases. */
class ModelStoreTest {

    private static final ProjectNumber owner = new ProjectNumber(1);
    private static final ProjectNumber reader = new ProjectNumber(Long.MAX_VALUE);
    private static final Caller asOwner = Caller.ofProject(owner);
    private static final Caller asReader = Caller.ofProject(reader);
    private static final Instant created = Instant.parse("2026-11-22T01:02:03.123456Z");

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/tuningserver");
    }

    static ModelStore store(DataSource database) {
        var sql = JdbcClient.create(database);
        sql.sql("insert into project (number, display_name, create_time) values (1, 'p', current_timestamp)")
                .update();
        return new ModelStore(sql);
    }

    static StoredModel model(String id, List<ProjectNumber> readers) {
        return model(id, "Name " + id, readers, null);
    }

    private static StoredModel model(
            String id, String displayName, List<ProjectNumber> readers, @Nullable TunedModelId source) {
        return new StoredModel(
                new TunedModelId(id),
                0,
                owner,
                "v1beta",
                "models/base",
                source,
                displayName,
                "",
                ModelState.CREATING,
                created,
                created,
                null,
                null,
                0.7f,
                0.95f,
                40,
                new Hyperparameters(5, 2, 0.001f),
                -42,
                15,
                38,
                "op" + id,
                false,
                null,
                false,
                readers);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_model_is_found_as_it_was_stored(DataSource database) {
        var store = store(database);
        var stored = model("a", "n", List.of(reader), new TunedModelId("b"));

        assertThat(store.insert(stored, new byte[] {1, 2})).isTrue();

        var found = store.find(stored.id()).orElseThrow();
        assertThat(found).usingRecursiveComparison().ignoringFields("seq").isEqualTo(stored);
        assertThat(found.seq()).isPositive();
        assertThat(store.pairs(stored.id()).orElseThrow()).containsExactly(1, 2);
        assertThat(store.exists("a")).isTrue();
        assertThat(store.exists("b")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void an_id_is_stored_once(DataSource database) {
        var store = store(database);
        store.insert(model("a", List.of()), new byte[0]);

        assertThat(store.insert(model("a", List.of()), new byte[0])).isFalse();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_project_sees_its_own_and_what_is_shared_in_order_and_by_page(DataSource database) {
        var store = store(database);
        store.insert(model("c", List.of(reader)), new byte[0]);
        store.insert(model("a", List.of()), new byte[0]);
        store.insert(model("b", List.of(reader)), new byte[0]);

        var grants = new GrantStore(JdbcClient.create(database));
        for (var id : List.of("a", "b", "c")) {
            grants.insert(new TunedModelId(id), Grant.of(Grant.Type.USER, asOwner.principal(), Role.OWNER));
        }

        assertThat(ids(store.visible(asOwner, filter(""), 0, 10))).containsExactly("c", "a", "b");
        assertThat(ids(store.visible(asReader, filter(""), 0, 10))).containsExactly("c", "b");
        assertThat(ids(store.visible(asReader, filter("owner:me"), 0, 10))).isEmpty();
        var first = store.visible(asOwner, filter(""), 0, 2);
        assertThat(ids(store.visible(asOwner, filter(""), first.getLast().seq(), 2)))
                .containsExactly("b");
        assertThat(ids(store.visible(asOwner, filter("NAME A"), 0, 10))).containsExactly("c", "a", "b");
        assertThat(ids(store.visible(asOwner, new ModelFilter(Role.READER, false, List.of("e a")), 0, 10)))
                .containsExactly("a");
        assertThat(store.visible(asOwner, filter("%"), 0, 10)).isEmpty();
        assertThat(store.visible(asOwner, filter("_"), 0, 10)).isEmpty();
    }

    private static ModelFilter filter(String text) {
        return ModelFilter.parse(text);
    }

    private static List<String> ids(List<StoredModel> models) {
        return models.stream().map(model -> model.id().value()).toList();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_step_is_kept_as_it_was_first(DataSource database) {
        var store = store(database);
        var id = new TunedModelId("a");
        store.insert(model("a", List.of()), new byte[0]);

        var snapshots = new SnapshotStore(JdbcClient.create(database));
        snapshots.add(id, new Snapshot(2, 0, 0.1f, created.plusMillis(2)));
        snapshots.add(id, new Snapshot(1, 0, 16.613504f, created.plusMillis(1)));
        snapshots.add(id, new Snapshot(1, 0, 16.613504f, created.plusMillis(9)));

        assertThat(snapshots.find(List.of(id)).get(id))
                .containsExactly(
                        new Snapshot(1, 0, 16.613504f, created.plusMillis(1)),
                        new Snapshot(2, 0, 0.1f, created.plusMillis(2)));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_training_ends_once_and_its_data_goes(DataSource database) {
        var store = store(database);
        var id = new TunedModelId("a");
        store.insert(model("a", List.of()), new byte[] {1});
        store.start(id, created.plusSeconds(1));
        store.start(id, created.plusSeconds(5));

        assertThat(store.wanted(id)).isTrue();
        assertThat(store.finish(id, ModelState.FAILED, new OperationError(13, "why"), created.plusSeconds(2)))
                .isTrue();
        assertThat(store.finish(id, ModelState.ACTIVE, null, created.plusSeconds(3)))
                .isFalse();

        var found = store.find(id).orElseThrow();
        assertThat(found.state()).isEqualTo(ModelState.FAILED);
        assertThat(found.startTime()).isEqualTo(created.plusSeconds(1));
        assertThat(found.completeTime()).isEqualTo(created.plusSeconds(2)).isEqualTo(found.updateTime());
        assertThat(Objects.requireNonNull(found.error()).message()).isEqualTo("why");
        assertThat(store.pairs(id)).isEmpty();
        assertThat(store.wanted(id)).isFalse();
        assertThat(store.requestCancel(id)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_patch_changes_what_it_names(DataSource database) {
        var store = store(database);
        var id = new TunedModelId("a");
        store.insert(model("a", List.of(reader)), new byte[0]);

        store.update(id, new ModelPatch(null, "words", 0.25f, null, 7, List.of()), created.plusSeconds(1));

        var found = store.find(id).orElseThrow();
        assertThat(found.displayName()).isEqualTo("Name a");
        assertThat(found.description()).isEqualTo("words");
        assertThat(found.temperature()).isEqualTo(0.25f);
        assertThat(found.topP()).isEqualTo(0.95f);
        assertThat(found.topK()).isEqualTo(7);
        assertThat(found.readers()).isEmpty();
        assertThat(found.updateTime()).isEqualTo(created.plusSeconds(1));
    }

    @ParameterizedTest
    @MethodSource("databases")
    void deleting_takes_steps_readers_and_data_along(DataSource database) {
        var store = store(database);
        var id = new TunedModelId("a");
        store.insert(model("a", List.of(reader)), new byte[] {1});
        var snapshots = new SnapshotStore(JdbcClient.create(database));
        snapshots.add(id, new Snapshot(1, 0, 1, created));

        assertThat(store.delete(id)).isTrue();

        assertThat(store.find(id)).isEmpty();
        assertThat(snapshots.find(List.of(id))).isEmpty();
        assertThat(store.pairs(id)).isEmpty();
        assertThat(store.delete(id)).isFalse();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void the_queue_tells_who_was_picked_and_picks_of_the_dead_are_released(DataSource database) {
        var store = store(database);
        store.insert(model("a", List.of()), new byte[0]);
        store.insert(model("b", List.of()), new byte[0]);
        JdbcClient.create(database)
                .sql(
                        "insert into scheduled_tasks (task_name, task_instance, execution_time, picked, version) values ('tune', 'opa', current_timestamp, true, 1)")
                .update();

        var queue = new JobQueue(JdbcClient.create(database));
        assertThat(queue.unfinished()).extracting(QueuedJob::running).containsExactly(true, false);
        queue.releasePicked();
        assertThat(queue.unfinished()).extracting(QueuedJob::running).containsExactly(false, false);
        assertThat(store.folders()).containsExactlyInAnyOrder("a.opa", "b.opb");
    }
}
