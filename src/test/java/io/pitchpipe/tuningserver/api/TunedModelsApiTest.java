package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.FakeEngine;
import io.pitchpipe.tuningserver.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The routes of tunedModels and operations over real HTTP, with an engine that learns at once. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TunedModelsApiTest {

    private final FakeEngine engine = new FakeEngine();

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private String key;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data, engine);
        key = server.key(1001);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void a_model_is_created_tuned_and_found() {
        var created = server.post("/v1beta/tunedModels?tunedModelId=first&key=" + key, Bodies.create("first", "1"));

        assertThat(created.status()).as(created.body()).isEqualTo(200);
        assertThat(created.json().path("metadata").path("totalSteps").asInt()).isEqualTo(5);
        var operation = created.json().path("name").asString();
        TestServer.await(
                "the operation",
                () -> server.get("/v1/" + operation + "?key=" + key)
                        .json()
                        .path("done")
                        .asBoolean(false));

        var done = server.get("/v1/" + operation + "?key=" + key).json();
        assertThat(done.path("metadata").path("completedPercent").asDouble()).isEqualTo(100);
        assertThat(done.path("metadata").path("snapshots").size()).isEqualTo(5);
        assertThat(done.path("response").path("state").asString()).isEqualTo("ACTIVE");
        var model = server.get("/v1beta/tunedModels/first?key=" + key);
        assertThat(model.json().path("updateTime"))
                .isEqualTo(model.json().path("tuningTask").path("completeTime"));
        assertThat(server.get("/v1beta/tunedModels?key=" + key).body()).contains("tunedModels/first");
        var answer = server.post("/v1beta/tunedModels/first:generateContent?key=" + key, Bodies.prompt("hello"));
        assertThat(answer.json()
                        .path("candidates")
                        .path(0)
                        .path("content")
                        .path("parts")
                        .path(0)
                        .path("text")
                        .asString())
                .isEqualTo("tuned says hello");
    }
}
