package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.TestServer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** tunedModels over real HTTP: create, get, list, patch, delete. */
class TunedModelsApiTest extends ApiTest {

    @Test
    void a_model_is_created_tuned_and_found() {
        var id = newId();
        var created = post("/v1beta/tunedModels?tunedModelId=" + id, Bodies.create("my first", "1"));

        assertThat(created.body())
                .matches(
                        "(?s)\\{\\n  \"name\": \"tunedModels/%s/operations/[a-z0-9]{12}\",\\n  \"metadata\": \\{\\n    \"@type\": \"type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata\",\\n    \"totalSteps\": 5,\\n    \"tunedModel\": \"tunedModels/%s\"\\n  }\\n}\\n"
                                .formatted(id, id));
        var operation = created.json().path("name").asString();
        TestServer.await(
                "the operation",
                () -> get("/v1/" + operation).json().path("done").asBoolean(false));

        var done = get("/v1/" + operation).json();
        assertThat(done.path("metadata").path("completedSteps").asInt()).isEqualTo(5);
        assertThat(done.path("metadata").path("completedPercent").asDouble()).isEqualTo(100);
        assertThat(done.path("metadata").path("snapshots").size()).isEqualTo(5);
        assertThat(done.path("response").path("@type").asString())
                .isEqualTo("type.googleapis.com/google.ai.generativelanguage.v1beta.TunedModel");
        assertThat(done.path("response").path("state").asString()).isEqualTo("ACTIVE");
        var model = get("/v1beta/tunedModels/" + id).json();
        assertThat(model.path("baseModel").asString()).isEqualTo("models/fake-base");
        assertThat(model.path("temperature").asDouble()).isEqualTo(0.9);
        assertThat(model.path("topK").asInt()).isEqualTo(40);
        assertThat(model.path("tuningTask").has("trainingData")).isFalse();
        assertThat(model.path("updateTime")).isEqualTo(model.path("tuningTask").path("completeTime"));
        assertThat(times(model)).isSorted().doesNotHaveDuplicates();
        assertThat(get("/v1beta/tunedModels/" + id + "/operations")
                        .json()
                        .path("operations")
                        .size())
                .isEqualTo(1);
    }

    private static List<Instant> times(JsonNode model) {
        var times = new ArrayList<String>();
        times.add(model.path("createTime").asString());
        times.add(model.path("tuningTask").path("startTime").asString());
        model.path("tuningTask")
                .path("snapshots")
                .forEach(snapshot -> times.add(snapshot.path("computeTime").asString()));
        times.add(model.path("tuningTask").path("completeTime").asString());
        return times.stream().map(Instant::parse).toList();
    }

    @ParameterizedTest
    @CsvSource({"15,2,5,38", "15,4,5,19", "15,2,3,23", "15,4,3,12", "15,4,50,188", "25,16,10,16"})
    void steps_and_epochs_follow_the_published_samples(int examples, int batch, int epochs, int steps) {
        var id = newId();
        created(post(
                "/v1beta/tunedModels?tunedModelId=" + id,
                Bodies.create(examples, "\"batchSize\":" + batch + ",\"epochCount\":" + epochs)));
        awaitState(id, "ACTIVE");

        var snapshots =
                get("/v1beta/tunedModels/" + id).json().path("tuningTask").path("snapshots");
        assertThat(snapshots.size()).isEqualTo(steps);
        for (int step = 1; step <= steps; step++) {
            var snapshot = snapshots.get(step - 1);
            assertThat(snapshot.path("step").asInt()).isEqualTo(step);
            int epoch = Math.min(step * batch / examples, epochs);
            assertThat(snapshot.path("epoch").asInt(0)).isEqualTo(epoch);
            assertThat(snapshot.has("epoch")).isEqualTo(epoch > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Upper", "under_score", "1digit", "-dash", "dash-", "a1234567890123456789012345678901234567890"})
    void an_id_out_of_the_pattern_is_refused(String id) {
        var refused = post("/v1beta/tunedModels?tunedModelId=" + id, Bodies.create("x", "1"));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorStatus()).isEqualTo("INVALID_ARGUMENT");
        assertThat(refused.errorMessage()).contains("tuned_model_id");
    }

    @Test
    void an_id_of_40_characters_is_taken_once() {
        var id = ("a" + newId() + "b".repeat(40)).substring(0, 40);
        created(post("/v1beta/tunedModels?tunedModelId=" + id, Bodies.create("x", "1")));

        var again = post("/v1beta/tunedModels?tuned_model_id=" + id, Bodies.create("x", "1"));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.errorStatus()).isEqualTo("ALREADY_EXISTS");
    }

    @Test
    void without_an_id_one_is_made_from_the_display_name() {
        var created = created(post("/v1beta/tunedModels", Bodies.create("Sentence_Translator 2", "1")));

        assertThat(created.json().path("metadata").path("tunedModel").asString())
                .matches("tunedModels/sentencetranslator-2-[a-z0-9]{12}");
    }

    @Test
    void an_unknown_base_is_not_found() {
        var refused = post("/v1beta/tunedModels", Bodies.create("x", "1").replace("models/fake-base", "models/gpt"));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.errorMessage()).startsWith("models/gpt is not found for API version v1beta");
    }

    @Test
    void a_retired_name_tunes_the_best_base_here_and_says_so() {
        var id = newId();
        created(post(
                "/v1beta/tunedModels?tunedModelId=" + id,
                Bodies.create("x", "1").replace("models/fake-base", "models/text-bison-001")));

        var model = get("/v1beta/tunedModels/" + id).json();
        assertThat(model.path("baseModel").asString()).isEqualTo("models/fake-base");
        assertThat(model.path("description").asString())
                .isEqualTo(
                        "Asked for models/text-bison-001, which is not on this server; tuned on models/fake-base (Fake base) in its place.");
    }

    @Test
    void what_really_did_the_work_is_told_beside_the_callers_own_words() {
        var id = newId();
        created(post(
                "/v1beta/tunedModels?tunedModelId=" + id,
                Bodies.create("x", "1")
                        .replace("models/fake-base", "models/gemini-1.0-pro-001")
                        .replace("{\"displayName\"", "{\"description\":\"mine\",\"displayName\"")));

        assertThat(get("/v1beta/tunedModels/" + id).json().path("description").asString())
                .isEqualTo(
                        "mine (Asked for models/gemini-1.0-pro-001, which is not on this server; tuned on models/fake-base (Fake base) in its place.)");
        assertThat(post("/v1beta/models/gemini-1.0-pro-001:generateContent", Bodies.prompt("hi"))
                        .body())
                .contains("\"modelVersion\": \"models/fake-base\"");
    }

    @Test
    void a_tuned_model_is_tuned_further() {
        var first = active();
        var id = newId();
        created(post(
                "/v1beta/tunedModels?tunedModelId=" + id,
                Bodies.create("x", "1")
                        .replace(
                                "\"baseModel\":\"models/fake-base\"",
                                "\"tunedModelSource\":{\"tunedModel\":\"tunedModels/" + first
                                        + "\",\"baseModel\":\"ignored\"}")));
        awaitState(id, "ACTIVE");

        var model = get("/v1beta/tunedModels/" + id).json();
        assertThat(model.has("baseModel")).isFalse();
        assertThat(model.path("tunedModelSource").path("tunedModel").asString()).isEqualTo("tunedModels/" + first);
        assertThat(model.path("tunedModelSource").path("baseModel").asString()).isEqualTo("models/fake-base");
    }

    @Test
    void base_and_source_exclude_each_other() {
        var refused = post(
                "/v1beta/tunedModels",
                Bodies.create("x", "1")
                        .replace(
                                "{\"displayName\"",
                                "{\"tunedModelSource\":{\"tunedModel\":\"tunedModels/a\"},\"displayName\""));

        assertThat(refused.errorMessage())
                .isEqualTo(
                        "Invalid value at 'tuned_model' (oneof), oneof field 'source_model' is already set. Cannot set 'baseModel'");
    }

    @Test
    void a_deleted_model_is_gone_with_its_operation_and_its_name_is_free() {
        var id = active();
        var operation = get("/v1beta/tunedModels/" + id + "/operations")
                .json()
                .path("operations")
                .path(0)
                .path("name")
                .asString();

        assertThat(server.send("DELETE", withKey("/v1beta/tunedModels/" + id), "{}")
                        .body())
                .isEqualTo("{}\n");

        var gone = get("/v1beta/tunedModels/" + id);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.errorMessage()).isEqualTo("Tuned model tunedModels/" + id + " does not exist.");
        assertThat(get("/v1/" + operation).status()).isEqualTo(404);
        created(post("/v1beta/tunedModels?tunedModelId=" + id, Bodies.create("again", "1")));
        awaitState(id, "ACTIVE");
    }

    @Test
    void an_operation_of_another_name_is_not_found() {
        var id = active();

        assertThat(get("/v1/tunedModels/" + id + "/operations/nonsense").status())
                .isEqualTo(404);
        assertThat(post("/v1/tunedModels/" + id + "/operations/nonsense:cancel", "{}")
                        .status())
                .isEqualTo(404);
        assertThat(get("/v1/tunedModels/" + id + "/operations?filter=x").status())
                .isEqualTo(501);
    }

    @Test
    void cancelling_what_is_done_changes_nothing() {
        var id = active();

        assertThat(post("/v1/tunedModels/" + id + ":cancel", "{}").body()).isEqualTo("{}\n");
        assertThat(get("/v1beta/tunedModels/" + id).json().path("state").asString())
                .isEqualTo("ACTIVE");
    }
}
