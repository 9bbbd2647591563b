package io.pitchpipe.tuningserver.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.testing.Databases;
import io.pitchpipe.tuningserver.FakeEngine;
import io.pitchpipe.tuningserver.TestServer;
import io.pitchpipe.tuningserver.access.Caller;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import io.pitchpipe.tuningserver.lm.UnreadableModelException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The queue and what becomes of trainings, on a server whose engine takes a step when the test says so. */
class QueueTest {

    private static final Caller project = Caller.ofProject(new ProjectNumber(4711));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    private final FakeEngine engine = new FakeEngine();

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private TunedModels models;

    @BeforeEach
    void start() {
        server = TestServer.start(data, engine);
        server.key(project.project().value());
        models = server.bean(TunedModels.class);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart() {
        server.close();
        server = TestServer.start(data, engine);
        models = server.bean(TunedModels.class);
    }

    /** Queues a training of ten steps. */
    private String create(String id, String firstInput) {
        models.create(Wishes.tuning(project, id, 10, List.of(new Example(firstInput, "x"))));
        return id;
    }

    private StoredModel model(String id) {
        return models.get(project, id).model();
    }

    private List<Integer> steps(String id) {
        return models.get(project, id).snapshots().stream().map(Snapshot::step).toList();
    }

    private void awaitDone(String id) {
        TestServer.await(id + " done", () -> model(id).operationDone());
    }

    private void awaitSteps(String id, int steps) {
        TestServer.await(id + " at " + steps, () -> steps(id).size() >= steps);
    }

    private static List<Integer> upTo(int steps) {
        return IntStream.rangeClosed(1, steps).boxed().toList();
    }

    @Test
    void one_trains_and_the_others_wait_in_order() {
        create("first", "slow");
        awaitBegun(1);
        create("second", "two");
        create("third", "three");

        TestServer.await("queue", () -> models.queue().running().size() == 1);
        assertThat(models.queue().waiting())
                .extracting(QueuedJob::model)
                .containsExactly(new TunedModelId("second"), new TunedModelId("third"));
        engine.steps.release(10);
        awaitDone("third");

        assertThat(engine.begun).containsExactly("slow", "two", "three");
        assertThat(model("first").state()).isEqualTo(ModelState.ACTIVE);
        assertThat(models.queue().running()).isEmpty();
    }

    private void awaitBegun(int trainings) {
        TestServer.await("begun", () -> engine.begun.size() >= trainings);
    }

    @Test
    void a_training_cancelled_in_the_queue_ends_at_once_and_never_begins() {
        create("first", "slow");
        awaitBegun(1);
        create("second", "two");

        models.cancel(project, "second");

        var cancelled = model("second");
        assertThat(cancelled.operationDone()).isTrue();
        assertThat(cancelled.state()).isEqualTo(ModelState.FAILED);
        assertThat(Objects.requireNonNull(cancelled.error()).code()).isEqualTo(OperationError.CANCELLED);
        engine.steps.release(10);
        awaitDone("first");
        assertThat(engine.begun).containsExactly("slow");
    }

    @Test
    void a_training_cancelled_while_it_runs_keeps_what_it_learned() {
        create("first", "slow");
        engine.steps.release(3);
        awaitSteps("first", 3);

        models.cancel(project, "first");
        awaitDone("first");

        var cancelled = model("first");
        assertThat(cancelled.state()).isEqualTo(ModelState.ACTIVE);
        assertThat(Objects.requireNonNull(cancelled.error()).code()).isEqualTo(OperationError.CANCELLED);
        assertThat(steps("first")).isEqualTo(upTo(3));
        var operation = server.get(
                        "/v1/tunedModels/first/operations/" + cancelled.operationId() + "?key=" + server.key(4711))
                .json();
        assertThat(operation.path("done").asBoolean()).isTrue();
        assertThat(operation.path("error").path("code").asInt()).isEqualTo(1);
        assertThat(operation.has("response")).isFalse();
        assertThat(operation.path("metadata").path("completedSteps").asInt()).isEqualTo(3);
    }

    @Test
    void a_training_cancelled_before_its_first_step_has_no_model() {
        create("first", "slow");
        awaitBegun(1);

        models.cancel(project, "first");
        awaitDone("first");

        assertThat(model("first").state()).isEqualTo(ModelState.FAILED);
    }

    @Test
    void a_model_deleted_while_it_trains_leaves_nothing_behind() throws Exception {
        create("first", "slow");
        engine.steps.release(2);
        awaitSteps("first", 2);

        models.delete(project, "first");
        create("next", "two");
        awaitDone("next");

        for (var kind : List.of("checkpoints", "tuned")) {
            try (var folders = Files.list(data.resolve(kind))) {
                assertThat(folders.filter(
                                folder -> folder.getFileName().toString().startsWith("first")))
                        .isEmpty();
            }
        }
    }

    @Test
    void a_loss_that_is_no_number_fails_the_training_and_names_the_step() {
        engine.loss = step -> step == 4 ? Double.NaN : 1;
        create("first", "one");
        awaitDone("first");

        assertThat(model("first").state()).isEqualTo(ModelState.FAILED);
        assertThat(Objects.requireNonNull(model("first").error()).message())
                .contains("NaN")
                .contains("step 4")
                .contains("smaller learning rate");
        assertThat(steps("first")).isEqualTo(upTo(3));
        var refused = server.post(
                "/v1beta/tunedModels/first:generateContent?key=" + server.key(4711),
                "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}]}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorStatus()).isEqualTo("FAILED_PRECONDITION");
    }

    @Test
    void an_unexpected_failure_is_told_without_its_insides() {
        engine.failure = new IllegalStateException("secret insides");
        create("first", "one");
        awaitDone("first");

        assertThat(Objects.requireNonNull(model("first").error()).message())
                .contains("unexpectedly")
                .doesNotContain("secret insides");
    }

    @Test
    void a_damaged_checkpoint_begins_the_training_anew() {
        engine.failure = new UnreadableModelException("checkpoint is cut");
        create("first", "one");
        awaitDone("first");

        assertThat(model("first").state()).isEqualTo(ModelState.ACTIVE);
        assertThat(steps("first")).isEqualTo(upTo(10));
    }

    @Test
    void a_model_that_is_being_created_cannot_be_prompted_yet() {
        create("first", "slow");

        var refused = server.post(
                "/v1beta/tunedModels/first:generateContent?key=" + server.key(4711),
                "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}]}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorStatus()).isEqualTo("FAILED_PRECONDITION");
        assertThat(refused.errorMessage()).contains("still being created");
    }

    @Test
    void a_stopped_server_goes_on_where_it_was_and_its_queue_keeps_its_order() {
        create("first", "slow");
        create("second", "two");
        engine.steps.release(4);
        awaitSteps("first", 4);
        var firstStep = models.get(project, "first").snapshots().getFirst();

        restart();
        engine.steps.release(6);
        awaitDone("second");

        assertThat(model("first").state()).isEqualTo(ModelState.ACTIVE);
        assertThat(steps("first")).isEqualTo(upTo(10));
        assertThat(models.get(project, "first").snapshots().getFirst()).isEqualTo(firstStep);
        assertThat(engine.begun).containsExactly("slow", "slow", "two");
        assertThat(engine.steps.availablePermits()).isZero();
    }

    @Test
    void a_server_that_stops_begins_no_other_training() {
        create("first", "slow");
        awaitBegun(1);
        create("second", "two");
        var run = server.bean(TrainingRun.class);
        run.stop();

        assertThatThrownBy(() -> run.run(new TunedModelId("second"))).isInstanceOf(TrainingRun.Interrupted.class);

        assertThat(engine.begun).containsExactly("slow");
        assertThat(model("second").startTime()).isNull();
    }

    @Test
    void the_server_runs_on_postgresql_as_well() {
        var url = Databases.postgresUrl();
        server.close();
        server = TestServer.start(
                data, engine, "--spring.datasource.url=" + url, "--spring.datasource.username=postgres");
        server.key(project.project().value());
        models = server.bean(TunedModels.class);
        create("first", "slow");
        create("second", "two");
        engine.steps.release(2);
        awaitSteps("first", 2);

        models.cancel(project, "second");
        models.cancel(project, "first");
        awaitDone("first");
        create("third", "three");
        awaitDone("third");

        assertThat(model("first").state()).isEqualTo(ModelState.ACTIVE);
        assertThat(model("second").state()).isEqualTo(ModelState.FAILED);
        assertThat(steps("third")).isEqualTo(upTo(10));
        assertThat(server.get("/v1beta/tunedModels?filter=nothing&key=" + server.key(4711))
                        .body())
                .isEqualTo("{}\n");
    }

    @Test
    void steps_that_the_database_lost_are_made_again() {
        create("first", "slow");
        engine.steps.release(4);
        awaitSteps("first", 4);
        server.bean(JdbcClient.class)
                .sql("delete from tuning_snapshot where step in (2, 4)")
                .update();

        restart();
        engine.steps.release(20);
        awaitDone("first");

        assertThat(steps("first")).isEqualTo(upTo(10));
    }

    @Test
    void folders_without_a_model_are_swept_at_the_start() throws Exception {
        Files.createDirectories(data.resolve("checkpoints").resolve("lost.abc").resolve("deep"));
        Files.writeString(data.resolve("checkpoints/lost.abc/deep/file"), "x");

        restart();

        assertThat(data.resolve("checkpoints/lost.abc")).doesNotExist();
    }

    @Test
    void a_tuned_further_model_does_not_need_its_source_any_more() {
        create("first", "one");
        awaitDone("first");
        create("busy", "slow");
        awaitBegun(2);
        models.create(new NewTuning(
                project,
                "v1beta",
                "second",
                null,
                "first",
                "",
                "",
                null,
                null,
                null,
                1,
                1,
                null,
                null,
                List.of(),
                List.of(new Example("two", "x")),
                null));

        models.delete(project, "first");
        engine.steps.release(10);
        awaitDone("second");

        assertThat(model("second").state()).isEqualTo(ModelState.ACTIVE);
        assertThat(data.resolve("tuned")
                        .resolve(ModelFiles.folderName(model("second")))
                        .resolve("adapter"))
                .hasContent(FakeEngine.BASE + " from true");
    }
}
