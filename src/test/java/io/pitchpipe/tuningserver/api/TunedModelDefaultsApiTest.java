package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tuning is made of: defaults, ranges and the exact limits of its data. */
class TunedModelDefaultsApiTest extends ApiTest {

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
    void the_defaults_of_the_oldest_version_are_its_own() {
        var id = newId();
        created(post("/v1beta3/tunedModels?tunedModelId=" + id, Bodies.create(999, "")));
        var large = newId();
        created(post("/v1beta3/tunedModels?tunedModelId=" + large, Bodies.create(1000, "")));

        assertThat(hyperparameters(id)).isEqualTo("{\"epochCount\":10,\"batchSize\":16,\"learningRate\":0.0002}");
        assertThat(hyperparameters(large)).isEqualTo("{\"epochCount\":10,\"batchSize\":64,\"learningRate\":0.002}");
    }

    @Test
    void the_oldest_version_knows_neither_multiplier_nor_reader_projects() {
        var multiplier = post("/v1beta3/tunedModels", Bodies.create(20, "\"learningRateMultiplier\":0.5"));
        assertThat(multiplier.errorMessage())
                .isEqualTo(
                        "Invalid JSON payload received. Unknown name \"learningRateMultiplier\" at 'tuned_model.tuning_task.hyperparameters': Cannot find field.");
        var readers = post(
                "/v1beta3/tunedModels",
                Bodies.create("x", "1").replace("{\"displayName\"", "{\"readerProjectNumbers\":[1],\"displayName\""));
        assertThat(readers.errorMessage())
                .isEqualTo(
                        "Invalid JSON payload received. Unknown name \"readerProjectNumbers\" at 'tuned_model': Cannot find field.");
    }

    @ParameterizedTest
    @CsvSource({"\"epochCount\":1000,200", "\"epochCount\":1001,400", "\"batchSize\":256,200", "\"batchSize\":257,400"})
    void the_ends_of_the_ranges_are_exact(String hyperparameters, int status) {
        assertThat(post("/v1beta/tunedModels", Bodies.create(1, hyperparameters))
                        .status())
                .isEqualTo(status);
    }

    @Test
    void a_description_has_at_most_10000_characters_and_a_model_at_most_1000_reader_projects() {
        var id = active();

        assertThat(patch("/v1beta/tunedModels/" + id, "{\"description\":\"" + "d".repeat(10_000) + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(patch("/v1beta/tunedModels/" + id, "{\"description\":\"" + "d".repeat(10_001) + "\"}")
                        .errorMessage())
                .contains("10001");
        assertThat(patch("/v1beta/tunedModels/" + id, "{\"readerProjectNumbers\":[" + numbers(1_000) + "]}")
                        .status())
                .isEqualTo(200);
        assertThat(patch("/v1beta/tunedModels/" + id, "{\"readerProjectNumbers\":[" + numbers(1_001) + "]}")
                        .status())
                .isEqualTo(400);
    }

    private static String numbers(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).collect(Collectors.joining(","));
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
}
