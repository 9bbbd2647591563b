package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.FakeEngine;
import io.pitchpipe.tuningserver.TestServer;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Prompting base and tuned models, whole and streamed. */
class GenerateApiTest extends ApiTest {

    private static final JsonMapper json = JsonMapper.builder().build();

    @Test
    void a_tuned_model_answers() {
        var id = active();

        var answer = post("/v1beta/tunedModels/" + id + ":generateContent", Bodies.prompt("LXIII"));

        assertThat(answer.body().replaceAll("\"responseId\": \"[0-9a-f]{22}\"", "\"responseId\": \"R\""))
                .isEqualTo("""
                        {
                          "candidates": [
                            {
                              "content": {
                                "parts": [
                                  {
                                    "text": "tuned says LXIII"
                                  }
                                ],
                                "role": "model"
                              },
                              "finishReason": "STOP",
                              "index": 0
                            }
                          ],
                          "usageMetadata": {
                            "promptTokenCount": 1,
                            "candidatesTokenCount": 3,
                            "totalTokenCount": 4
                          },
                          "modelVersion": "tunedModels/%s",
                          "responseId": "R"
                        }
                        """.formatted(id));
    }

    @Test
    void a_base_model_answers_by_name_and_by_retired_name() {
        for (var name : new String[] {"fake-base", "gemini-1.0-pro-001"}) {
            assertThat(text(post("/v1/models/" + name + ":generateContent", Bodies.prompt("hi"))))
                    .isEqualTo("base says hi");
        }
        assertThat(post("/v1beta/models/none:generateContent", Bodies.prompt("hi"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_stream_is_an_array_whose_elements_are_separated_by_comma_cr_lf() {
        var answer = post("/v1beta/models/fake-base:streamGenerateContent", Bodies.prompt("hi"));

        assertThat(answer.contentType()).isEqualTo("application/json;charset=UTF-8");
        assertThat(answer.body()).startsWith("[{\n").endsWith("}]").contains("},\r\n{");
        var chunks = json.readTree(answer.body());
        assertThat(chunks.size()).isEqualTo(4);
        assertThat(chunks.get(0).path("candidates").path(0).has("finishReason")).isFalse();
        assertThat(chunks.get(3).path("candidates").path(0).path("finishReason").asString())
                .isEqualTo("STOP");
        assertThat(chunks.get(3).path("usageMetadata").path("totalTokenCount").asInt())
                .isEqualTo(4);
    }

    @Test
    void a_stream_of_events_has_one_per_piece() {
        var answer =
                post("/v1beta/models/fake-base:streamGenerateContent?alt=sse", Bodies.prompt("a\\r\\n\\r\\ndata: b"));

        assertThat(answer.contentType()).isEqualTo("text/event-stream;charset=UTF-8");
        var events = answer.body().split("\r\n\r\n");
        var text = new StringBuilder();
        for (var event : events) {
            assertThat(event).startsWith("data: {").doesNotContain("\n");
            text.append(json.readTree(event.substring(6))
                    .path("candidates")
                    .path(0)
                    .path("content")
                    .path("parts")
                    .path(0)
                    .path("text")
                    .asString());
        }
        assertThat(text.toString()).isEqualTo("base says a\r\n\r\ndata: b");
        assertThat(events).hasSize(4);
    }

    @Test
    void what_is_wrong_before_the_first_piece_has_its_own_status() {
        var answer = post("/v1beta/models/fake-base:streamGenerateContent?alt=sse", "{\"contents\":[]}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorMessage()).contains("contents is not specified");
    }

    @Test
    void the_request_beats_the_model_and_the_model_beats_the_base() {
        var id = active();
        patch("/v1beta/tunedModels/" + id, "{\"temperature\":0.25,\"topK\":3}");

        post("/v1beta/tunedModels/" + id + ":generateContent", Bodies.prompt("hi"));
        var sampling = Objects.requireNonNull(engine.sampling);
        assertThat(sampling.temperature()).isEqualTo(0.25);
        assertThat(sampling.topK()).isEqualTo(3);
        assertThat((float) sampling.topP()).isEqualTo(0.95f);
        assertThat(sampling.maxOutputTokens()).isEqualTo(100);

        post(
                "/v1beta/tunedModels/" + id + ":generateContent",
                Bodies.prompt(
                        "hi",
                        "\"temperature\":0,\"topP\":1,\"top_k\":5.0,\"maxOutputTokens\":7,\"seed\":9,\"stopSequences\":[\"x\"]"));
        sampling = Objects.requireNonNull(engine.sampling);
        assertThat(sampling.temperature()).isZero();
        assertThat(sampling.topK()).isEqualTo(5);
        assertThat(sampling.maxOutputTokens()).isEqualTo(7);
        assertThat(sampling.seed()).isEqualTo(9);
        assertThat(sampling.stopSequences()).containsExactly("x");
    }

    @Test
    void top_p_zero_is_greedy_and_top_k_zero_is_no_limit() {
        post("/v1beta/models/fake-base:generateContent", Bodies.prompt("hi", "\"topP\":0,\"topK\":0"));

        var sampling = Objects.requireNonNull(engine.sampling);
        assertThat(sampling.temperature()).isZero();
        assertThat(sampling.topK()).isEqualTo(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"temperature\":2.1|temperature",
                "\"temperature\":-0.1|temperature",
                "\"temperature\":\"NaN\"|temperature",
                "\"topP\":1.1|top_p",
                "\"topK\":-1|top_k",
                "\"maxOutputTokens\":-1|max_output_tokens",
                "\"candidateCount\":2|Only one candidate",
                "\"responseMimeType\":\"application/json\"|JSON mode is not enabled for models/fake-base",
                "\"responseMimeType\":\"text/html\"|text/plain",
                "\"stopSequences\":[\"a\",\"b\",\"c\",\"d\",\"e\",\"f\"]|stop_sequences",
                "\"stopSequences\":[\"\"]|stop_sequences",
                "\"presencePenalty\":1|not supported",
                "\"responseSchema\":{\"type\":\"OBJECT\"}|not supported",
                "\"responseLogprobs\":true|not supported",
                "\"logprobs\":3|not supported",
                "\"nonsense\":1|Unknown name \"nonsense\" at 'generation_config'"
            })
    void settings_out_of_range_are_refused_by_name(String config, String named) {
        var refused = post("/v1beta/models/fake-base:generateContent", Bodies.prompt("hi", config));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains(named);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|contents is not specified",
                "{\"contents\":[{\"parts\":[]}]}|has no text",
                "{\"contents\":[{\"parts\":[{\"text\":\"\"}]}]}|has no text",
                "{\"contents\":[{\"role\":\"robot\",\"parts\":[{\"text\":\"x\"}]}]}|valid role",
                "{\"contents\":[{\"role\":\"model\",\"parts\":[{\"text\":\"x\"}]}]}|end with a turn of the user",
                "{\"contents\":[{\"parts\":[{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\"\"}}]}]}|parts[0].inline_data' is not supported",
                "{\"contents\":[{\"parts\":[{\"text\":\"x\"}]}],\"tools\":[{\"googleSearch\":{\"x\":1}}]}|tools' is not supported"
            })
    void a_prompt_that_is_none_is_refused(String body, String named) {
        var refused = post("/v1beta/models/fake-base:generateContent", body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).contains(named);
    }

    @Test
    void what_sdks_always_send_is_taken() {
        assertThat(
                        text(
                                post(
                                        "/v1beta/models/fake-base:generateContent",
                                        "{\"model\":\"models/fake-base\",\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"hi\"}]}],\"safetySettings\":[{\"category\":7,\"threshold\":4}],\"generationConfig\":{\"responseModalities\":[\"TEXT\"]}}")))
                .isEqualTo("base says hi");
    }

    @Test
    void a_tuned_model_takes_chats_and_instructions_of_40000_characters_together() {
        var path = "/v1beta/tunedModels/" + active() + ":generateContent";
        var model = path.substring("/v1beta/".length(), path.indexOf(':'));

        assertThat(post(path, Bodies.prompt("x".repeat(40_000))).status()).isEqualTo(200);
        assertThat(post(path, Bodies.prompt("x".repeat(40_001))).errorMessage()).contains("40001");
        assertThat(
                        text(
                                post(
                                        path,
                                        "{\"systemInstruction\":{\"parts\":[{\"text\":\"be\"}]},\"contents\":[{\"parts\":[{\"text\":\"x\"}]}]}")))
                .isEqualTo("tuned says x");
        assertThat(text(post(path, chat("x", "y", "z")))).isEqualTo("tuned says z");
        assertThat(post(path, chat("x".repeat(20_000), "y".repeat(20_000), "z")).errorMessage())
                .contains("40001");
        assertThat(post(path, Bodies.prompt("x", "\"responseMimeType\":\"application/json\""))
                        .errorMessage())
                .isEqualTo("JSON mode is not enabled for " + model);
    }

    private static String chat(String user, String model, String next) {
        return "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"%s\"}]},{\"role\":\"model\",\"parts\":[{\"text\":\"%s\"}]},{\"role\":\"user\",\"parts\":[{\"text\":\"%s\"}]}]}"
                .formatted(user, model, next);
    }

    @Test
    void a_strict_server_takes_one_turn_and_no_instruction_as_the_retired_service_did(@TempDir Path data) {
        try (var strict = TestServer.start(data, new FakeEngine(), "--pitchpipe.server.strict-prompts=true")) {
            var path = "/v1beta/tunedModels/strict";
            var own = "?key=" + strict.key(1);
            strict.post("/v1beta/tunedModels" + own + "&tunedModelId=strict", Bodies.create("strict", "1"));
            TestServer.await(
                    "strict is ACTIVE", () -> strict.get(path + own).body().contains("\"ACTIVE\""));

            assertThat(strict.post(path + ":generateContent" + own, chat("x", "y", "z"))
                            .errorMessage())
                    .isEqualTo("Multiturn chat is not enabled for tunedModels/strict");
            assertThat(strict.post(
                                    path + ":generateContent" + own,
                                    "{\"systemInstruction\":{\"parts\":[{\"text\":\"be\"}]},\"contents\":[{\"parts\":[{\"text\":\"x\"}]}]}")
                            .errorMessage())
                    .isEqualTo("Developer instruction is not enabled for tunedModels/strict");
        }
    }

    @Test
    void tokens_are_counted_for_base_and_tuned() {
        var contents = "\"contents\":[{\"parts\":[{\"text\":\"one two three\"}]}]";

        assertThat(post("/v1beta/models/fake-base:countTokens", "{" + contents + "}")
                        .body())
                .isEqualTo("{\n  \"totalTokens\": 3\n}\n");
        assertThat(post(
                                "/v1/tunedModels/" + active() + ":countTokens",
                                "{\"generateContentRequest\":{\"model\":\"models/x\"," + contents + "}}")
                        .body())
                .isEqualTo("{\n  \"totalTokens\": 3\n}\n");
        assertThat(post(
                                "/v1beta/models/fake-base:countTokens",
                                "{" + contents + ",\"generateContentRequest\":{" + contents + "}}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void counting_waits_in_turn() throws InterruptedException {
        engine.mostCounting.set(0);
        var callers = IntStream.range(0, 8)
                .mapToObj(caller -> Thread.ofVirtual().start(() -> {
                    assertThat(post("/v1beta/models/fake-base:countTokens", Bodies.prompt("count slowly"))
                                    .status())
                            .isEqualTo(200);
                }))
                .toList();
        for (var caller : callers) {
            caller.join();
        }

        assertThat(engine.mostCounting.get()).isBetween(1, 2);
    }

    @Test
    void a_chat_that_ends_with_an_answer_is_counted_but_not_answered() {
        var history = """
                {"contents":[{"role":"user","parts":[{"text":"one two"}]},{"role":"model","parts":[{"text":"three"}]}]}""";

        assertThat(post("/v1beta/models/fake-base:countTokens", history).body())
                .isEqualTo("{\n  \"totalTokens\": 3\n}\n");
        var refused = post("/v1beta/models/fake-base:generateContent", history);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).isEqualTo("contents must end with a turn of the user.");
        assertThat(post("/v1beta/models/fake-base:countTokens", "{\"contents\":[]}")
                        .status())
                .isEqualTo(400);
    }

    private static String text(TestServer.Answer answer) {
        return answer.json()
                .path("candidates")
                .path(0)
                .path("content")
                .path("parts")
                .path(0)
                .path("text")
                .asString(answer.body());
    }
}
