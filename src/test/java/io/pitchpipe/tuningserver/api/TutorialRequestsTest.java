package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.TestServer;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import io.pitchpipe.tuningserver.access.Projects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The create requests of the public tutorials, as their curl sends them: snake case, trailing commas, retired base models, and, in the older two, OAuth's headers. */
class TutorialRequestsTest extends ApiTest {

    @Test
    void the_request_with_an_api_key_is_taken() throws IOException {
        var created = server.send(
                "POST", "/v1beta/tunedModels?key=" + key, body("s0-create.json"), "Content-Type", "application/json");

        check(created, "v1beta", 38);
    }

    @Test
    void the_request_with_oauth_is_taken_byte_for_byte_and_answered_with_as_many() throws IOException {
        var body = body("s1-create.json");
        assertThat(body.getBytes(StandardCharsets.UTF_8)).hasSize(1984);

        var created = withOAuth("/v1beta/tunedModels", body);

        check(created, "v1beta", 38);
        assertThat(created.body().getBytes(StandardCharsets.UTF_8)).hasSize(296);
    }

    @Test
    void the_request_of_the_oldest_version_is_taken_and_answered_with_as_many_bytes() throws IOException {
        var created = withOAuth("/v1beta3/tunedModels", body("s4-create.json"));

        check(created, "v1beta3", 23);
        assertThat(created.body().getBytes(StandardCharsets.UTF_8)).hasSize(297);
    }

    private void check(TestServer.Answer created, String version, int steps) {
        assertThat(created.status()).as(created.body()).isEqualTo(200);
        var metadata = created.json().path("metadata");
        assertThat(metadata.path("@type").asString())
                .isEqualTo("type.googleapis.com/google.ai.generativelanguage." + version + ".CreateTunedModelMetadata");
        assertThat(metadata.path("totalSteps").asInt()).isEqualTo(steps);
        var name = metadata.path("tunedModel").asString();
        assertThat(name).matches("tunedModels/number-generator-model-[a-z0-9]{12}");
        // The tutorials poll under v1, whatever they created through.
        TestServer.await(
                name,
                () -> get("/v1/" + created.json().path("name").asString())
                        .json()
                        .path("done")
                        .asBoolean(false));
        assertThat(get("/v1beta/" + name).json().path("state").asString()).isEqualTo("ACTIVE");
    }

    private TestServer.Answer withOAuth(String path, String body) {
        return server.send(
                "POST",
                path,
                body,
                "Content-Type",
                "application/json",
                "Authorization",
                "Bearer " + key,
                "x-goog-user-project",
                projectId());
    }

    /** What the tutorials call PROJECT_ID. */
    private String projectId() {
        var id = "tutorial-" + project;
        server.bean(Projects.class).setId(new ProjectNumber(project), id);
        return id;
    }

    private static String body(String name) throws IOException {
        try (var in = Objects.requireNonNull(TutorialRequestsTest.class.getResourceAsStream("/requests/" + name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
