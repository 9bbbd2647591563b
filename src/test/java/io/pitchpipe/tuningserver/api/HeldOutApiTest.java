package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.TestServer;
import java.util.Collections;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** {@code tuningTask.validation}: our one field of create that Google's clients never send. */
class HeldOutApiTest extends ApiTest {

    private final IntToDoubleFunction usual = engine.heldOutLoss;

    @Override
    TestServer.Answer get(String path) {
        return server.send("GET", withKey(path), null, "X-Pitchpipe-Extensions", "true");
    }

    @AfterEach
    void restore() {
        engine.heldOutLoss = usual;
    }

    static String example(String input, String output) {
        return "{\"textInput\":\"%s\",\"output\":\"%s\"}".formatted(input, output);
    }

    static String validation(List<String> examples, String more) {
        return "{\"data\":{\"examples\":{\"examples\":[%s]}}%s}".formatted(String.join(",", examples), more);
    }

    /** A wish to tune on two pairs, in batches of one: two steps an epoch. */
    static String create(String epochs, String validation) {
        return """
                {"baseModel":"models/fake-base","tuningTask":{"hyperparameters":{"batchSize":1,"epochCount":%s},"validation":%s,
                 "trainingData":{"examples":{"examples":[{"textInput":"1","output":"2"},{"textInput":"3","output":"4"}]}}}}""".formatted(epochs, validation);
    }

    private JsonNode trained(String body) {
        var id = newId();
        created(post("/v1beta/tunedModels?tunedModelId=" + id, body));
        awaitState(id, "ACTIVE");
        return get("/v1beta/tunedModels/" + id).json();
    }

    private static List<Double> losses(JsonNode snapshots) {
        return StreamSupport.stream(snapshots.spliterator(), false)
                .map(snapshot -> snapshot.has("validationLoss")
                        ? snapshot.path("validationLoss").asDouble()
                        : -1)
                .toList();
    }

    @Test
    void nothing_changes_for_those_who_hold_nothing_out() {
        var id = newId();
        var body = Bodies.create("plain", "\"batchSize\":1,\"epochCount\":1", List.of("1", "3"));
        var operation = created(post("/v1beta/tunedModels?tunedModelId=" + id, body))
                .json()
                .path("name")
                .asString();
        awaitState(id, "ACTIVE");

        var model = """
                {
                  "name": "tunedModels/ID",
                  "baseModel": "models/fake-base",
                  "displayName": "plain",
                  "state": "ACTIVE",
                  "createTime": "TIME",
                  "updateTime": "TIME",
                  "tuningTask": {
                    "startTime": "TIME",
                    "completeTime": "TIME",
                    "snapshots": [
                      {
                        "step": 1,
                        "meanLoss": 4,
                        "computeTime": "TIME"
                      },
                      {
                        "step": 2,
                        "epoch": 1,
                        "meanLoss": 2,
                        "computeTime": "TIME"
                      }
                    ],
                    "hyperparameters": {
                      "epochCount": 1,
                      "batchSize": 1,
                      "learningRate": 0.001
                    }
                  },
                  "temperature": 0.9,
                  "topP": 0.95,
                  "topK": 40
                }
                """;
        assertThat(masked(get("/v1beta/tunedModels/" + id).body(), id)).isEqualTo(model);
        assertThat(masked(get("/v1beta/" + operation).body(), id))
                .isEqualTo("""
                {
                  "name": "tunedModels/ID/operations/OP",
                  "metadata": {
                    "@type": "type.googleapis.com/google.ai.generativelanguage.v1beta.CreateTunedModelMetadata",
                    "totalSteps": 2,
                    "completedSteps": 2,
                    "completedPercent": 100,
                    "snapshots": [
                      {
                        "step": 1,
                        "meanLoss": 4,
                        "computeTime": "TIME"
                      },
                      {
                        "step": 2,
                        "epoch": 1,
                        "meanLoss": 2,
                        "computeTime": "TIME"
                      }
                    ],
                    "tunedModel": "tunedModels/ID"
                  },
                  "done": true,
                  "response": {
                    "@type": "type.googleapis.com/google.ai.generativelanguage.v1beta.TunedModel",
                    %s
                  }
                }
                """.formatted(model.substring(4, model.length() - 3).replace("\n", "\n  ")));
    }

    private static String masked(String body, String id) {
        return body.replace("tunedModels/" + id, "tunedModels/ID")
                .replaceAll("/operations/[a-z0-9]{12}", "/operations/OP")
                .replaceAll("\"20\\d\\d-[^\"]*Z\"", "\"TIME\"");
    }

    @Test
    void the_loss_stands_with_each_step_that_ends_an_epoch_and_the_examples_are_never_answered() {
        var model = trained(create("3", validation(List.of(example("5", "6")), "")));

        assertThat(losses(model.path("tuningTask").path("snapshots")))
                .containsExactly(-1.0, 1.5, -1.0, 1.0, -1.0, 0.75);
        assertThat(model.path("tuningTask").path("validation").toString()).isEqualTo("""
                {"exampleCount":1,"startLoss":3,"keptStep":6,"keptEpoch":3,"message":"Kept are the weights after the last step, 6."}""");
        var operation = get("/v1/" + model.path("name").asString() + "/operations?fields=operations/metadata/snapshots")
                .json();
        assertThat(losses(operation.path("operations").path(0).path("metadata").path("snapshots")))
                .containsExactly(-1.0, 1.5, -1.0, 1.0, -1.0, 0.75);
        assertThat(get("/v1beta/" + model.path("name").asString() + "?fields=tuningTask/validation/startLoss")
                        .json()
                        .toString())
                .isEqualTo("{\"tuningTask\":{\"validation\":{\"startLoss\":3}}}");
    }

    @Test
    void the_best_epoch_is_told_when_it_is_kept() {
        engine.heldOutLoss = epoch -> Math.abs(epoch - 2) + 1;
        var validation = trained(create("5", validation(List.of(example("5", "6")), ",\"keepBest\":true")))
                .path("tuningTask")
                .path("validation");

        assertThat(validation.path("keepBest").asBoolean()).isTrue();
        assertThat(validation.path("keptStep").asInt()).isEqualTo(4);
        assertThat(validation.path("keptEpoch").asInt()).isEqualTo(2);
        assertThat(validation.has("endedEarly")).isFalse();
        assertThat(validation.path("message").asString())
                .isEqualTo(
                        "Kept are the weights after epoch 2 (step 4), whose loss on the held-out examples is the lowest.");
    }

    @ParameterizedTest
    @CsvSource({
        "1, true, 6, 4, 'Ended after epoch 3 of 50: the loss on the held-out examples had not come down for 1 epoch. Kept are the weights after epoch 2 (step 4), whose loss on the held-out examples is the lowest.'",
        "3, false, 10, 10, 'Ended after epoch 5 of 50: the loss on the held-out examples had not come down for 3 epochs. Kept are the weights after the last step, 10.'"
    })
    void a_training_that_ends_early_has_succeeded_and_says_why(
            int patience, boolean keepBest, int steps, int kept, String message) {
        engine.heldOutLoss = epoch -> Math.abs(epoch - 2) + 1;
        var model = trained(create(
                "50",
                validation(
                        List.of(example("5", "6")),
                        ",\"patience\":%d,\"keep_best\":%s".formatted(patience, keepBest))));

        var validation = model.path("tuningTask").path("validation");
        assertThat(validation.path("endedEarly").asBoolean()).isTrue();
        assertThat(validation.path("patience").asInt()).isEqualTo(patience);
        assertThat(validation.path("keptStep").asInt()).isEqualTo(kept);
        assertThat(validation.path("message").asString()).isEqualTo(message);
        var operation = get("/v1beta/" + model.path("name").asString() + "/operations")
                .json()
                .path("operations")
                .path(0);
        assertThat(operation.path("done").asBoolean()).isTrue();
        assertThat(operation.has("error")).isFalse();
        assertThat(operation.path("response").path("state").asString()).isEqualTo("ACTIVE");
        assertThat(operation.path("metadata").path("validation")).isEqualTo(validation);
        assertThat(operation.path("metadata").path("completedSteps").asInt()).isEqualTo(steps);
        assertThat(operation.path("metadata").path("totalSteps").asInt()).isEqualTo(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1alpha", "v1beta3"})
    void every_version_takes_it_in_either_spelling(String version) {
        var id = newId();
        var body = create(
                "1",
                "{\"data\":{\"examples\":{\"examples\":[{\"text_input\":\"5\",\"output\":\"6\"}]}},\"keep_best\":true,\"keptStep\":7}");
        created(post("/" + version + "/tunedModels?tunedModelId=" + id, body));
        awaitState(id, "ACTIVE");
        assertThat(get("/v1/tunedModels/" + id)
                        .json()
                        .path("tuningTask")
                        .path("validation")
                        .path("keptStep")
                        .asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|validation.data|The validation data must have at least one example.",
                "{\"data\":{\"examples\":{\"examples\":[]}}}|validation.data|The validation data must have at least one example.",
                "{\"data\":{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"},{\"textInput\":\"\",\"output\":\"2\"}]}}}|validation.data.examples.examples[1].text_input|In the validation data: The input of example 2 is empty.",
                "{\"data\":{\"examples\":{\"examples\":[{\"textInput\":\"1\"}]}}}|validation.data.examples.examples[0].output|In the validation data: The output of example 1 is empty.",
                "{\"data\":{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"}]}},\"patience\":-1}|validation.patience|patience must be between 0 and 1000.",
                "{\"data\":{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"}]}},\"patience\":1001}|validation.patience|patience must be between 0 and 1000.",
                "{\"data\":{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"}]}},\"patience\":1.5}|validation.patience|Invalid value at 'tuned_model.tuning_task.validation.patience' (TYPE_INT32), 1.5",
                "{\"data\":{\"examples\":{\"examples\":[{\"textInput\":\"1\",\"output\":\"2\"}]}},\"keepBest\":1}|validation.keep_best|Invalid value at 'tuned_model.tuning_task.validation.keep_best' (TYPE_BOOL), 1",
                "{\"share\":0.1}|validation|Invalid JSON payload received. Unknown name \"share\" at 'tuned_model.tuning_task.validation': Cannot find field."
            })
    void what_is_wrong_with_it_is_said_with_its_path(String validation, String field, String message) {
        refused(validation, field, message);
    }

    private void refused(String validation, String field, String message) {
        var refused = post("/v1beta/tunedModels", create("1", validation));
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).isEqualTo(message);
        assertThat(refused.json().path("error").path("details").toString())
                .contains("\"tuned_model.tuning_task." + field + "\"");
    }

    @Test
    void its_limits_hold_to_the_character() {
        var longest = example("x".repeat(40_000), "y".repeat(5_000));
        created(post("/v1beta/tunedModels", create("1", validation(List.of(longest), ",\"patience\":1000"))));
        created(post("/v1beta/tunedModels", create("1", validation(Collections.nCopies(500, example("1", "2")), ""))));
        // 23 examples of 45,000 bytes, and one of the 13,576 that are left of a mebibyte.
        var many = new java.util.ArrayList<>(Collections.nCopies(23, longest));
        many.add(example("x".repeat(13_575), "y"));
        created(post("/v1beta/tunedModels", create("1", validation(many, ""))));

        many.set(23, example("x".repeat(13_576), "y"));
        refused(
                validation(many, ""),
                "validation.data",
                "The validation data has 1048577 bytes of text, more than the 1048576 it may have.");
        refused(
                validation(Collections.nCopies(501, example("1", "2")), ""),
                "validation.data",
                "The validation data has 501 examples, more than the 500 it may have.");
        refused(
                validation(List.of(example("x".repeat(40_001), "y")), ""),
                "validation.data.examples.examples[0].text_input",
                "In the validation data: The input of example 1 has 40001 characters, more than the 40000 it may have.");
        refused(
                validation(List.of(example("x", "y".repeat(5_001))), ""),
                "validation.data.examples.examples[0].output",
                "In the validation data: The output of example 1 has 5001 characters, more than the 5000 it may have.");
    }

    @Test
    void a_held_out_example_that_the_base_cannot_take_is_refused_with_its_path() {
        refused(
                validation(List.of(example("1", "2"), example("too long for it", "2")), ""),
                "validation.data.examples.examples[1]",
                "In the validation data: 1 example is longer than the 1,000 tokens (input and output together) that an example for models/fake-base may have: example 2 (1,001 tokens). Shorten it, leave it out, or choose another base model.");
    }

    @Test
    void a_cancelled_training_tells_what_it_kept() {
        engine.heldOutLoss = epoch -> epoch;
        var id = newId();
        created(post(
                "/v1beta/tunedModels?tunedModelId=" + id,
                create("50", validation(List.of(example("5", "6")), ",\"keepBest\":true"))
                        .replace("\"textInput\":\"1\"", "\"textInput\":\"slow\"")));
        engine.steps.release(5);
        TestServer.await(
                "steps",
                () -> get("/v1beta/tunedModels/" + id)
                                .json()
                                .path("tuningTask")
                                .path("snapshots")
                                .size()
                        >= 5);
        var running = get("/v1beta/tunedModels/" + id).json().path("tuningTask").path("validation");
        assertThat(running.has("keptStep")).as(running.toString()).isFalse();
        created(post("/v1beta/tunedModels/" + id + ":cancel", "{}"));
        awaitState(id, "ACTIVE");

        var validation =
                get("/v1beta/tunedModels/" + id).json().path("tuningTask").path("validation");
        assertThat(validation.path("keptStep").asInt()).isEqualTo(2);
        assertThat(validation.path("keptEpoch").asInt()).isEqualTo(1);
        assertThat(validation.has("endedEarly")).isFalse();
    }
}
