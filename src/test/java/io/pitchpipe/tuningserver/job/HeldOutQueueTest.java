package io.pitchpipe.tuningserver.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.FakeEngine;
import io.pitchpipe.tuningserver.TestServer;
import io.pitchpipe.tuningserver.access.Caller;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Trainings with held-out examples across stops of the server, on an engine that takes a step when the test says so. */
class HeldOutQueueTest {

    private static final Caller project = Caller.ofProject(new ProjectNumber(4711));

    private final FakeEngine engine = new FakeEngine();

    private static List<Float> losses(TestServer server) {
        return tuned(server).snapshots().stream()
                .map(snapshot -> Objects.requireNonNull(snapshot.heldOutLoss(), "Each step ends an epoch"))
                .toList();
    }

    private static Tuned tuned(TestServer server) {
        return server.bean(TunedModels.class).get(project, "a");
    }

    /** Ten epochs of one step, of which the second is the best. */
    private TestServer begun(Path data, int patience) {
        engine.heldOutLoss = epoch -> Math.abs(epoch - 2) + 1;
        var server = TestServer.start(data, engine);
        server.key(project.project().value());
        server.bean(TunedModels.class)
                .create(Wishes.tuning(
                        project,
                        "a",
                        10,
                        List.of(new Example("slow", "x")),
                        new ValidationWish(List.of(new Example("y", "z")), true, patience)));
        return server;
    }

    private static void awaitSteps(TestServer server, int steps) {
        TestServer.await(steps + " steps", () -> tuned(server).snapshots().size() >= steps);
    }

    @Test
    void a_stopped_server_loses_neither_losses_nor_patience(@TempDir Path data) {
        try (var server = begun(data, 3)) {
            engine.steps.release(4);
            awaitSteps(server, 4);
            // As if the machine had gone down before they were on the disk.
            server.bean(JdbcClient.class)
                    .sql("update tuning_snapshot set held_out_loss = null")
                    .update();
        }
        try (var server = TestServer.start(data, engine)) {
            engine.steps.release(10);
            TestServer.await("the end", () -> tuned(server).model().operationDone());

            assertThat(losses(server)).isEqualTo(List.of(2f, 1f, 2f, 3f, 4f));
            assertThat(tuned(server).heldOut()).isEqualTo(new HeldOut(1, true, 3, 3f, 2, true));
            assertThat(tuned(server).model().state()).isEqualTo(ModelState.ACTIVE);
            assertThat(tuned(server).model().error()).isNull();
        }
    }

    @Test
    void one_that_begins_anew_comes_to_the_same(@TempDir Path data) {
        try (var server = begun(data, 0)) {
            engine.steps.release(4);
            awaitSteps(server, 4);
            server.bean(JdbcClient.class)
                    .sql("delete from tuning_snapshot where step = 3")
                    .update();
        }
        try (var server = TestServer.start(data, engine)) {
            engine.steps.release(20);
            TestServer.await("the end", () -> tuned(server).model().operationDone());

            assertThat(losses(server)).isEqualTo(List.of(2f, 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f));
            assertThat(tuned(server).heldOut()).isEqualTo(new HeldOut(1, true, 0, 3f, 2, false));
        }
    }
}
