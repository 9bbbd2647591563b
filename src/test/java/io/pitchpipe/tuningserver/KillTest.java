package io.pitchpipe.tuningserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** kill -9 of a server that trains on the real engine: it comes back, goes on from its checkpoint, the curve has every step once, and the best epoch's weights are kept. */
class KillTest {

    private static final int STEPS = 300;

    private static final String SEED = "--pitchpipe.server.seed=7";

    private static String create() {
        var pairs = IntStream.rangeClosed(1, 15)
                .mapToObj(number -> "{\"textInput\":\"%d\",\"output\":\"%d\"}".formatted(number, number + 1))
                .toList();
        return """
                {"baseModel":"%s","tuningTask":{"hyperparameters":{"batchSize":4,"epochCount":80},"validation":{"keepBest":true,"data":{"examples":{"examples":[{"textInput":"99","output":"100"}]}}},"trainingData":{"examples":{"examples":[%s]}}}}""".formatted(OfficialClientTest.DEMO, String.join(",", pairs));
    }

    @Test
    void a_killed_training_goes_on_from_its_checkpoint_and_comes_to_the_same_losses(@TempDir Path data)
            throws Exception {
        try (var server = ServerProcess.start(data, SEED, ServerProcess.CHECKPOINTS)) {
            var created = server.call("POST", "/v1beta/tunedModels?tunedModelId=killed", create());
            assertThat(created.path("metadata").path("totalSteps").asInt())
                    .as(created.toString())
                    .isEqualTo(STEPS);
            TestServer.await(
                    "a checkpoint, after:\n" + String.join("\n", server.output()),
                    () -> ServerProcess.checkpointIn(data, "killed"));
            int reached = steps(server, "killed").size();
            TestServer.await("more steps", () -> steps(server, "killed").size() > reached);
            server.kill();
        }

        try (var server = ServerProcess.start(data, SEED)) {
            server.call("POST", "/v1beta/tunedModels?tunedModelId=control", create());
            TestServer.await("killed ACTIVE", () -> state(server, "killed").equals("ACTIVE"));
            assertThat(server.output())
                    .anyMatch(line -> line.matches(".*Training of killed goes on with step ([2-9]|\\d{2,}) of 300.*"));
            TestServer.await("control ACTIVE", () -> state(server, "control").equals("ACTIVE"));

            var killed = steps(server, "killed");
            var control = steps(server, "control");
            assertThat(killed.size()).isEqualTo(STEPS);
            for (int step = 1; step <= STEPS; step++) {
                assertThat(killed.get(step - 1).path("step").asInt()).isEqualTo(step);
                assertThat(killed.get(step - 1).path("meanLoss"))
                        .as("loss of step %d", step)
                        .isEqualTo(control.get(step - 1).path("meanLoss"));
                assertThat(killed.get(step - 1).path("validationLoss"))
                        .as("held-out loss of step %d", step)
                        .isEqualTo(control.get(step - 1).path("validationLoss"));
            }
            assertThat(killed.findValues("validationLoss")).as("one per epoch").hasSize(80);
            assertThat(validation(server, "killed"))
                    .as("start, kept step and words")
                    .isEqualTo(validation(server, "control"));
            assertThat(adapter(data, "killed")).as("the weights").isEqualTo(adapter(data, "control"));
            assertThat(String.join("\n", server.output())).doesNotContain(ServerProcess.KEY);
        }
    }

    private static JsonNode steps(ServerProcess server, String id) {
        return server.call("GET", "/v1beta/tunedModels/" + id, null)
                .path("tuningTask")
                .path("snapshots");
    }

    private static JsonNode validation(ServerProcess server, String id) {
        return server.call("GET", "/v1beta/tunedModels/" + id, null)
                .path("tuningTask")
                .path("validation");
    }

    private static byte[] adapter(Path data, String id) throws IOException {
        try (var folders = Files.list(data.resolve("tuned"))) {
            var folder = folders.filter(one -> one.getFileName().toString().startsWith(id + "."))
                    .findFirst()
                    .orElseThrow();
            return Files.readAllBytes(folder.resolve("adapter.safetensors"));
        }
    }

    private static String state(ServerProcess server, String id) {
        return server.call("GET", "/v1beta/tunedModels/" + id, null)
                .path("state")
                .asString("");
    }

    @Test
    void a_first_start_prints_a_key_that_works_and_the_server_ends_with_its_parent(@TempDir Path data)
            throws Exception {
        try (var server = ServerProcess.startKeyless(data, "--pitchpipe.server.exit-with-parent=true")) {
            assertThat(server.port()).isPositive();
            var printed = server.output().stream()
                    .map(line -> Pattern.compile("API key (\\S+) of project ([0-9]{12})")
                            .matcher(line))
                    .filter(Matcher::find)
                    .findFirst()
                    .orElseThrow();
            assertThat(server.call(printed.group(1), "GET", "/v1beta/tunedModels", null)
                            .isEmpty())
                    .isTrue();
            assertThat(server.closeInputAndAwaitEnd()).isTrue();
        }
    }
}
