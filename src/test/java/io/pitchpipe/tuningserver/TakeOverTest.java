package io.pitchpipe.tuningserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.testing.Databases;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two real processes on one PostgreSQL and one data folder, on the real engine: each training runs once, and what a dead process trained is taken over. */
class TakeOverTest {

    private static final int STEPS = 300;

    private static String create(int epochs) {
        var pairs = IntStream.rangeClosed(1, 15)
                .mapToObj(number -> "{\"textInput\":\"%d\",\"output\":\"%d\"}".formatted(number, number + 1))
                .toList();
        return """
                {"baseModel":"%s","tuningTask":{"hyperparameters":{"batchSize":4,"epochCount":%d},"validation":{"data":{"examples":{"examples":[{"textInput":"99","output":"100"}]}}},"trainingData":{"examples":{"examples":[%s]}}}}""".formatted(OfficialClientTest.DEMO, epochs, String.join(",", pairs));
    }

    private static ServerProcess start(Path data, String url, String name) throws Exception {
        return ServerProcess.start(
                data,
                "--spring.datasource.url=" + url,
                "--spring.datasource.username=postgres",
                "--pitchpipe.server.shared-queue=true",
                "--pitchpipe.server.heartbeat=500ms",
                ServerProcess.CHECKPOINTS,
                "--logging.file.name=" + data.resolve("logs").resolve(name + ".log"));
    }

    @Test
    void a_dead_workers_training_goes_on_elsewhere_and_each_runs_once(@TempDir Path data) throws Exception {
        var url = Databases.postgresUrl();
        try (var first = start(data, url, "first")) {
            first.port();
            try (var second = start(data, url, "second")) {
                second.port();
                // Both are there before it begins, and nothing is asked of them between its first checkpoint and the
                // kill:
                // so it is cut off in its midst, however quick the machine is.
                for (var id : List.of("one", "two", "three")) {
                    second.call("POST", "/v1beta/tunedModels?tunedModelId=" + id, create(4));
                }
                first.call("POST", "/v1beta/tunedModels?tunedModelId=long", create(80));
                TestServer.await("a checkpoint to go on from", () -> ServerProcess.checkpointIn(data, "long"));
                TestServer.await(
                        "the line that says where",
                        () -> Stream.of(first, second)
                                .anyMatch(server -> !begun(server, "long").isEmpty()));
                var worker = begun(first, "long").isEmpty() ? second : first;
                worker.kill();
                allEndWell(worker, worker == first ? second : first);
            }
        }
    }

    private static void allEndWell(ServerProcess dead, ServerProcess alive) {
        for (var id : List.of("long", "one", "two", "three")) {
            TestServer.await(
                    id + " ACTIVE, after:\n" + String.join("\n", alive.output()),
                    () -> alive.call("GET", "/v1beta/tunedModels/" + id, null)
                            .path("state")
                            .asString("")
                            .equals("ACTIVE"));
        }
        assertThat(steps(alive, "long")).isEqualTo(STEPS);
        assertThat(task(alive, "long").path("snapshots").findValues("validationLoss"))
                .as("held-out losses, one per epoch")
                .hasSize(80);
        assertThat(begun(alive, "long")).hasSize(1).first().asString().doesNotContain("with step 1 of");
        for (var id : List.of("one", "two", "three")) {
            assertThat(steps(alive, id)).isEqualTo(15);
            assertThat(Stream.concat(begun(dead, id).stream(), begun(alive, id).stream()))
                    .hasSize(1);
        }
    }

    private static List<String> begun(ServerProcess server, String id) {
        return server.output().stream()
                .filter(line -> line.contains("Training of " + id + " goes on with step"))
                .toList();
    }

    private static int steps(ServerProcess server, String id) {
        return task(server, id).path("snapshots").size();
    }

    private static JsonNode task(ServerProcess server, String id) {
        return server.call("GET", "/v1beta/tunedModels/" + id, null).path("tuningTask");
    }
}
