package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.TestServer;
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

    private static List<String> times(JsonNode model) {
        var times = new java.util.ArrayList<String>();
        times.add(model.path("createTime").asString());
        times.add(model.path("tuningTask").path("startTime").asString());
        model.path("tuningTask")
                .path("snapshots")
                .forEach(snapshot -> times.add(snapshot.path("computeTime").asString()));
        times.add(model.path("tuningTask").path("completeTime").asString());
        return times.stream()
                .map(time ->
                        java.time.Instant.parse(time).plusNanos(0).toString().replace("Z", "000000000"))
                .map(time -> time.contains(".") ? time.substring(0, 26) : time)
                .toList();
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
            strings = {
                "Upper",
                "under_score",
                "1digit",
                "-dash",
                "dash-",
                "",
                "a1234567890123456789012345678901234567890"
            })
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
    void the_defaults_are_the_documented_ones_and_are_shown() {
        var id = newId();
        created(post("/v1beta/tunedModels?tunedModelId=" + id, Bodies.create(20, "")));
        var large = newId();
        created(post("/v1beta/tunedModels?tunedModelId=" + large, Bodies.create(1000, "\"epochCount\":1")));

        assertThat(hyperparameters(id)).isEqualTo("{\"epochCount\":5,\"batchSize\":4,\"learningRate\":0.001}");
        assertThat(hyperparameters(large)).isEqualTo("{\"epochCount\":1,\"batchSize\":16,\"learningRate\":0.0002}");
    }

    @Test
    void a_multiplier_comes_back_as_the_effective_rate() {
        var id = newId();
        created(post("/v1beta/tunedModels?tunedModelId=" + id, Bodies.create(20, "\"learningRateMultiplier\":0.5")));

        assertThat(hyperparameters(id)).isEqualTo("{\"epochCount\":5,\"batchSize\":4,\"learningRate\":0.0005}");
    }

    private String hyperparameters(String id) {
        return get("/v1beta/tunedModels/" + id)
                .json()
                .path("tuningTask")
                .path("hyperparameters")
                .toString()
                .replace("5.0E-4", "0.0005")
                .replace("2.0E-4", "0.0002");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"epochCount\":0|epoch_count",
                "\"epochCount\":1001|epoch_count",
                "\"batchSize\":-1|batch_size",
                "\"batchSize\":257|batch_size",
                "\"learningRate\":0|learning_rate",
                "\"learningRate\":\"NaN\"|learning_rate",
                "\"learningRate\":\"Infinity\"|learning_rate",
                "\"learningRateMultiplier\":-2|learning_rate_multiplier",
                "\"learningRate\":0.1,\"learningRateMultiplier\":2|already set",
                "\"epochCount\":1.5|epoch_count"
            })
    void a_hyperparameter_out_of_range_is_refused_by_name(String hyperparameters, String name) {
        var refused = post("/v1beta/tunedModels", Bodies.create(20, hyperparameters));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains(name);
        assertThat(refused.body()).contains("google.rpc.BadRequest");
    }

    @Test
    void the_limits_count_code_points_and_are_exact() {
        var emoji = "\uD83D\uDE00";

        assertThat(post("/v1beta/tunedModels", Bodies.pair(emoji.repeat(40_000), emoji.repeat(5_000)))
                        .status())
                .isEqualTo(200);
        var input = post("/v1beta/tunedModels", Bodies.pair("x".repeat(40_001), "y"));
        assertThat(input.status()).isEqualTo(400);
        assertThat(input.errorMessage()).contains("example 1").contains("40001").contains("40000");
        var output = post("/v1beta/tunedModels", Bodies.pair("x", "y".repeat(5_001)));
        assertThat(output.status()).isEqualTo(400);
        assertThat(output.errorMessage()).contains("output of example 1").contains("5001");
    }

    @Test
    void a_set_of_4_MiB_is_taken_and_one_byte_more_is_not() {
        var most = new StringBuilder();
        // 104 examples of 40,000 + 329 bytes are 4,194,216; the last one fills up to 4,194,304.
        for (int i = 0; i < 104; i++) {
            most.append("{\"textInput\":\"%s\",\"output\":\"%s\"},".formatted("x".repeat(40_000), "y".repeat(329)));
        }
        var body =
                "{\"baseModel\":\"models/fake-base\",\"tuningTask\":{\"hyperparameters\":{\"epochCount\":1,\"batchSize\":200},\"trainingData\":{\"examples\":{\"examples\":["
                        + most + "{\"textInput\":\"%s\",\"output\":\"z\"}]}}}}";

        assertThat(post("/v1beta/tunedModels", body.replace("%s", "w".repeat(87)))
                        .status())
                .isEqualTo(200);
        var refused = post("/v1beta/tunedModels", body.replace("%s", "w".repeat(88)));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains("4194305").contains("4194304");
    }

    @Test
    void a_display_name_has_at_most_40_characters() {
        assertThat(post("/v1beta/tunedModels", Bodies.create("n".repeat(40), "1"))
                        .status())
                .isEqualTo(200);
        assertThat(post("/v1beta/tunedModels", Bodies.create("n".repeat(41), "1"))
                        .errorMessage())
                .contains("display name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|tuning_task is required",
                "{\"tuningTask\":{}}|at least one example",
                "{\"tuningTask\":{\"trainingData\":{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"}]}}}|Not valid JSON",
                "{\"tuningTask\":{\"trainingData\":{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"}]}}}}|base_model",
                "{\"baseModel\":\"models/fake-base\",\"tuningTask\":{\"trainingData\":{\"examples\":{\"examples\":[{\"textInput\":\"1\"}]}}}}|output of example 1 is empty",
                "{\"baseModel\":\"models/fake-base\",\"tuningTask\":{\"trainingData\":{\"examples\":{\"examples\":[{\"output\":\"1\"}]}}}}|input of example 1 is empty",
                "{\"baseModel\":\"models/fake-base\",\"temperature\":1.01,\"tuningTask\":{\"trainingData\":{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"}]}}}}|temperature",
                "{\"baseModel\":\"models/fake-base\",\"topP\":-0.1,\"tuningTask\":{\"trainingData\":{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"}]}}}}|top_p",
                "{\"baseModel\":\"models/fake-base\",\"topK\":-1,\"tuningTask\":{\"trainingData\":{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"}]}}}}|top_k",
                "{\"baseModel\":\"models/fake-base\",\"readerProjectNumbers\":[\"0\"],\"tuningTask\":{\"trainingData\":{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"}]}}}}|reader_project_numbers[0]"
            })
    void what_is_missing_or_out_of_range_is_named(String body, String named) {
        var refused = post("/v1beta/tunedModels", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains(named);
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
    void pages_follow_each_other_in_order_of_creation() {
        var ids = List.of(active(), active(), active());

        var first = get("/v1beta/tunedModels?page_size=2").json();
        var token = first.path("nextPageToken").asString();
        var second = get("/v1beta/tunedModels?pageSize=2&pageToken=" + token).json();

        assertThat(names(first)).containsExactly("tunedModels/" + ids.get(0), "tunedModels/" + ids.get(1));
        assertThat(names(second)).containsExactly("tunedModels/" + ids.get(2));
        assertThat(second.has("nextPageToken")).isFalse();
        assertThat(get("/v1beta/tunedModels?pageSize=3&pageToken=" + token).errorMessage())
                .contains("page token");
        assertThat(get("/v1beta/tunedModels?pageToken=nonsense").status()).isEqualTo(400);
        assertThat(get("/v1beta/tunedModels?pageSize=-1").status()).isEqualTo(400);
        assertThat(get("/v1beta/tunedModels?pageSize=x").status()).isEqualTo(400);
        assertThat(get("/v1beta/tunedModels?pageSize=5000").status()).isEqualTo(200);
    }

    private static List<String> names(JsonNode page) {
        return page.path("tunedModels")
                .valueStream()
                .map(model -> model.path("name").asString())
                .toList();
    }

    @Test
    void nobody_elses_models_are_listed() {
        active();

        assertThat(server.get("/v1beta/tunedModels?key=" + server.key(project + 1_000_000))
                        .body())
                .isEqualTo("{}\n");
    }

    @Test
    void a_filter_finds_words_and_owners() {
        var id = newId();
        created(post("/v1beta/tunedModels?tunedModelId=" + id, Bodies.create("Blue 100% Whale", "1")));
        active();

        assertThat(names(get("/v1beta/tunedModels?filter=whale").json())).containsExactly("tunedModels/" + id);
        assertThat(names(get("/v1beta/tunedModels?filter=100%25%20blue").json()))
                .containsExactly("tunedModels/" + id);
        assertThat(names(get("/v1beta/tunedModels?filter=owner:me").json())).hasSize(2);
        assertThat(get("/v1beta/tunedModels?filter=readers:everyone").body()).isEqualTo("{}\n");
        assertThat(get("/v1beta/tunedModels?filter=size:big").status()).isEqualTo(400);
    }

    @Test
    void a_patch_answers_only_what_its_mask_names() {
        var id = active();

        var patched = patch(
                "/v1beta/tunedModels/" + id + "?updateMask=displayName,description",
                "{\"displayName\":\"new\",\"description\":\"words\",\"temperature\":0.1}");

        assertThat(patched.body()).isEqualTo("{\n  \"displayName\": \"new\",\n  \"description\": \"words\"\n}\n");
        var model = get("/v1beta/tunedModels/" + id).json();
        assertThat(model.path("displayName").asString()).isEqualTo("new");
        assertThat(model.path("temperature").asDouble()).isEqualTo(0.9);
    }

    @Test
    void a_patch_without_a_mask_sets_what_the_body_has() {
        var id = active();

        var patched = patch(
                "/v1/tunedModels/" + id,
                "{\"name\":\"x\",\"display_name\":\"other\",\"state\":\"FAILED\",\"top_k\":\"7\",\"baseModel\":\"models/x\"}");

        assertThat(patched.json().path("name").asString()).isEqualTo("tunedModels/" + id);
        assertThat(patched.json().path("displayName").asString()).isEqualTo("other");
        assertThat(patched.json().path("topK").asInt()).isEqualTo(7);
        assertThat(patched.json().path("state").asString()).isEqualTo("ACTIVE");
        assertThat(patched.json().path("baseModel").asString()).isEqualTo("models/fake-base");
    }

    @Test
    void a_mask_clears_what_the_body_leaves_out() {
        var id = active();
        patch("/v1beta/tunedModels/" + id, "{\"description\":\"d\",\"temperature\":0.2,\"readerProjectNumbers\":[5]}");

        var cleared = patch(
                "/v1beta/tunedModels/" + id + "?update_mask=description,temperature,reader_project_numbers",
                "{\"description\":\"\"}");

        assertThat(cleared.body()).isEqualTo("{\n  \"temperature\": 0.9\n}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "tuning_task.hyperparameters.batch_size", "nonsense", "name"})
    void a_mask_of_what_cannot_be_changed_is_refused(String mask) {
        var id = active();

        var refused = patch("/v1beta/tunedModels/" + id + "?updateMask=" + mask, "{\"displayName\":\"x\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains("'" + mask + "'");
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
