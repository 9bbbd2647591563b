package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is too long to train on, before and when a training is asked for. */
class ExampleTokensApiTest extends ApiTest {

    private static String example(String input, String output) {
        return "{\"textInput\":\"%s\",\"output\":\"%s\"}".formatted(input, output);
    }

    private static String count(List<String> examples) {
        return "{\"examples\":{\"examples\":[" + String.join(",", examples) + "]}}";
    }

    @Test
    void many_examples_are_counted_in_one_request_and_told_with_the_limit() {
        var answer = post(
                "/v1beta/models/fake-base:countExampleTokens",
                count(List.of(example("one two", "three"), example("too long for it", "x"), example("", ""))));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("tokenCounts").valueStream().map(JsonNode::asInt))
                .containsExactly(3, 1001, 1);
        assertThat(answer.json().path("exampleTokenLimit").asInt()).isEqualTo(1000);
    }

    @Test
    void what_cannot_be_counted_is_refused_with_a_reason() {
        assertThat(post("/v1beta/models/fake-base:countExampleTokens", "{}")
                        .json()
                        .path("error")
                        .path("message")
                        .asString())
                .isEqualTo("There must be at least one example to count.");
        assertThat(post("/v1beta/models/nobody:countExampleTokens", count(List.of(example("1", "2"))))
                        .status())
                .isEqualTo(404);
        var large = post(
                "/v1beta/models/fake-base:countExampleTokens",
                count(Collections.nCopies(120, example("x".repeat(36_000), "y"))));
        assertThat(large.status()).isEqualTo(400);
        assertThat(large.json().path("error").path("message").asString()).contains("4194304");
    }

    @Test
    void a_training_with_examples_that_are_too_long_is_refused_with_all_of_them_one_by_one() {
        var inputs = IntStream.rangeClosed(1, 15)
                .mapToObj(at -> at % 5 == 0 ? "too long for it" : "1")
                .toList();
        var answer = post("/v1beta/tunedModels", Bodies.create("x", "", inputs));
        assertThat(answer.status()).isEqualTo(400);
        var error = answer.json().path("error");
        assertThat(error.path("message").asString())
                .isEqualTo(
                        "3 examples are longer than the 1,000 tokens (input and output together) that an example for models/fake-base may have: example 5 (1,001 tokens), example 10 (1,001 tokens), example 15 (1,001 tokens). Shorten them, leave them out, or choose another base model.");
        assertThat(error.path("details")
                        .path(0)
                        .path("fieldViolations")
                        .valueStream()
                        .map(each -> each.path("field").asString()))
                .containsExactly(
                        "tuned_model.tuning_task.training_data.examples.examples[4]",
                        "tuned_model.tuning_task.training_data.examples.examples[9]",
                        "tuned_model.tuning_task.training_data.examples.examples[14]");
        assertThat(error.path("details")
                        .path(0)
                        .path("fieldViolations")
                        .path(1)
                        .path("description")
                        .asString())
                .isEqualTo("Example 10: 1,001 tokens, more than the 1,000 it may have.");
    }

    @Test
    void a_base_says_how_long_an_example_may_be_to_those_that_ask_for_our_fields() {
        assertThat(get("/v1beta/models/fake-base").json().has("exampleTokenLimit"))
                .isFalse();
        var extended = server.send("GET", withKey("/v1beta/models/fake-base"), null, "X-Pitchpipe-Extensions", "true");
        assertThat(extended.json().path("exampleTokenLimit").asInt()).isEqualTo(1000);
    }
}
