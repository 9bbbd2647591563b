package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Prompting in the PaLM API's form. */
class GenerateTextApiTest extends ApiTest {

    @ParameterizedTest
    @ValueSource(strings = {"v1", "v1beta", "v1beta3", "v1alpha"})
    void base_and_tuned_models_answer_under_every_version(String version) {
        var body = "{\"prompt\":{\"text\":\"LXIII\"},}";

        assertThat(post("/" + version + "/models/text-bison-001:generateText", body)
                        .body())
                .isEqualTo("{\n  \"candidates\": [\n    {\n      \"output\": \"base says LXIII\"\n    }\n  ]\n}\n");
        assertThat(post("/" + version + "/tunedModels/" + active() + ":generateText", body)
                        .body())
                .contains("\"output\": \"tuned says LXIII\"");
    }

    @Test
    void as_many_candidates_are_drawn_as_are_asked_for() {
        var answer = post(
                "/v1beta3/models/fake-base:generateText",
                "{\"prompt\":{\"text\":\"hi\"},\"candidate_count\":8,\"temperature\":0.5,\"top_k\":7,\"max_output_tokens\":9,\"stop_sequences\":[\"x\"],\"safetySettings\":[{\"category\":1,\"threshold\":4}]}");

        assertThat(answer.json().path("candidates").size()).isEqualTo(8);
        var sampling = Objects.requireNonNull(engine.sampling);
        assertThat(sampling.temperature()).isEqualTo(0.5);
        assertThat(sampling.topK()).isEqualTo(7);
        assertThat(sampling.maxOutputTokens()).isEqualTo(9);
        assertThat(sampling.stopSequences()).containsExactly("x");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|prompt.text",
                "{\"prompt\":{}}|prompt.text",
                "{\"prompt\":{\"text\":\"\"}}|prompt.text",
                "{\"prompt\":{\"text\":\"x\"},\"candidateCount\":-1}|candidate_count",
                "{\"prompt\":{\"text\":\"x\"},\"candidateCount\":9}|candidate_count",
                "{\"prompt\":{\"text\":\"x\"},\"temperature\":2.1}|temperature",
                "{\"prompt\":{\"text\":\"x\"},\"topP\":1.1}|top_p",
                "{\"prompt\":{\"text\":\"x\"},\"topK\":-1}|top_k",
                "{\"prompt\":{\"text\":\"x\"},\"maxOutputTokens\":-1}|max_output_tokens",
                "{\"prompt\":{\"text\":\"x\"},\"stopSequences\":[\"\"]}|stop_sequences",
                "{\"prompt\":{\"words\":\"x\"}}|prompt"
            })
    void what_is_out_of_range_is_refused_by_field(String body, String field) {
        var refused = post("/v1beta/models/fake-base:generateText", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"field\": \"" + field + "\"");
    }

    @Test
    void a_tuned_model_takes_40000_characters_and_not_one_more() {
        var path = "/v1beta3/tunedModels/" + active() + ":generateText";

        assertThat(post(path, "{\"prompt\":{\"text\":\"" + "x".repeat(40_000) + "\"}}")
                        .status())
                .isEqualTo(200);
        var refused = post(path, "{\"prompt\":{\"text\":\"" + "x".repeat(40_001) + "\"}}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("\"field\": \"prompt.text\"");
    }

    @Test
    void tokens_are_counted() {
        assertThat(post("/v1beta3/models/fake-base:countTextTokens", "{\"prompt\":{\"text\":\"one two\"}}")
                        .body())
                .isEqualTo("{\n  \"tokenCount\": 2\n}\n");
        assertThat(post("/v1beta3/models/fake-base:countTextTokens", "{}").status())
                .isEqualTo(400);
    }

    @Test
    void a_model_that_is_not_there_is_not_found() {
        assertThat(post("/v1beta3/models/none:generateText", "{\"prompt\":{\"text\":\"x\"}}")
                        .status())
                .isEqualTo(404);
        assertThat(post("/v1beta3/tunedModels/none:generateText", "{\"prompt\":{\"text\":\"x\"}}")
                        .status())
                .isEqualTo(404);
    }
}
