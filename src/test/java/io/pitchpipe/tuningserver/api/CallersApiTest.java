package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.FakeEngine;
import io.pitchpipe.tuningserver.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs written for the public service send without being asked, and what they fail on. */
class CallersApiTest extends ApiTest {

    @Test
    void fields_of_our_own_are_only_for_callers_that_ask_for_them() {
        created(post("/v1beta/tunedModels?tunedModelId=" + newId(), Bodies.create("holds the trainer", "slow")));
        var id = newId();
        var operation = created(post(
                        "/v1beta/tunedModels?tunedModelId=" + id,
                        HeldOutApiTest.create(
                                "1", HeldOutApiTest.validation(List.of(HeldOutApiTest.example("7", "8")), ""))))
                .json()
                .path("name")
                .asString();
        try {
            for (var path : List.of(
                    "/v1beta/" + operation,
                    "/v1beta/tunedModels/" + id + "/operations",
                    "/v1beta/operations",
                    "/v1beta/tunedModels/" + id,
                    "/v1beta/tunedModels")) {
                assertThat(get(path).body()).as(path).doesNotContain("queuePosition", "validation", "exampleCount");
            }
            var extended = server.send("GET", withKey("/v1beta/" + operation), null, "X-Pitchpipe-Extensions", "true");
            assertThat(extended.json().path("metadata").path("queuePosition").asInt())
                    .isEqualTo(1);
            assertThat(extended.json().path("metadata").has("validation")).isTrue();
        } finally {
            engine.steps.release(5);
        }
        awaitState(id, "ACTIVE");
        assertThat(get("/v1beta/tunedModels/" + id).body()).doesNotContain("validation");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"responseLogprobs\":false",
                "\"logprobs\":0",
                "\"presencePenalty\":0,\"frequencyPenalty\":0.0",
                "\"presence_penalty\":\"0\"",
                "\"candidateCount\":0",
                "\"maxOutputTokens\":0",
                "\"stopSequences\":[]",
                "\"responseMimeType\":\"\"",
                "\"responseSchema\":{}",
                "\"responseSchema\":{\"type\":\"TYPE_UNSPECIFIED\"}",
                "\"responseJsonSchema\":null",
                "\"speechConfig\":{},\"imageConfig\":{}",
                "\"thinkingConfig\":{\"includeThoughts\":false,\"thinkingBudget\":0}",
                "\"mediaResolution\":\"MEDIA_RESOLUTION_UNSPECIFIED\"",
                "\"enableEnhancedCivicAnswers\":false"
            })
    void settings_that_ask_for_nothing_are_accepted(String config) {
        assertThat(post("/v1beta/models/fake-base:generateContent", Bodies.prompt("hi", config))
                        .body())
                .contains("base says hi");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"tools\":[]",
                "\"tools\":[{}]",
                "\"tools\":[{\"functionDeclarations\":[]}]",
                "\"toolConfig\":{}",
                "\"tool_config\":{\"functionCallingConfig\":{\"mode\":\"AUTO\"}}",
                "\"cachedContent\":\"\"",
                "\"safetySettings\":[]",
                "\"systemInstruction\":{}",
                "\"systemInstruction\":{\"role\":\"\",\"parts\":[]}",
                "\"systemInstruction\":{\"parts\":[{\"text\":\"\"}]}",
                "\"generationConfig\":{}",
                "\"labels\":{}"
            })
    void parts_of_a_prompt_that_ask_for_nothing_are_accepted(String part) {
        assertThat(post(
                                "/v1beta/models/fake-base:generateContent",
                                "{\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}]," + part + "}")
                        .body())
                .contains("base says hi");
    }

    @Test
    void the_palm_form_takes_zero_for_what_is_not_set() {
        assertThat(post(
                                "/v1beta3/models/fake-base:generateText",
                                "{\"prompt\":{\"text\":\"hi\"},\"candidateCount\":0,\"maxOutputTokens\":0,\"safetySettings\":[]}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"category\":\"HARM_CATEGORY_HARASSMENT\",\"threshold\":\"OFF\"},{\"category\":7,\"threshold\":1}|Only one safety setting per category",
                "{\"category\":\"HARM_CATEGORY_NONSENSE\",\"threshold\":\"OFF\"}|safety_settings[0].category",
                "{\"category\":\"HARM_CATEGORY_HARASSMENT\",\"threshold\":\"SOMETIMES\"}|safety_settings[0].threshold",
                "{\"threshold\":\"OFF\"}|names no category"
            })
    void safety_settings_are_one_for_each_known_category(String settings, String named) {
        var contents = "\"contents\":[{\"parts\":[{\"text\":\"hi\"}]}],\"safetySettings\":[" + settings + "]";
        for (var request : List.of(
                post("/v1beta/models/fake-base:generateContent", "{" + contents + "}"),
                post("/v1beta/models/fake-base:countTokens", "{\"generateContentRequest\":{" + contents + "}}"))) {
            assertThat(request.status()).isEqualTo(400);
            assertThat(request.errorMessage()).contains(named);
        }
    }

    @Test
    void models_in_front_of_a_tuned_models_name_is_passed_over() {
        var id = active();
        for (var name : List.of("models/tunedModels/" + id, "models/tunedModels%2F" + id, "tunedModels%2F" + id)) {
            assertThat(post("/v1beta/" + name + ":generateContent", Bodies.prompt("hi"))
                            .body())
                    .as(name)
                    .contains("tuned says hi");
            assertThat(post("/v1beta/" + name + ":streamGenerateContent?alt=sse", Bodies.prompt("hi"))
                            .body())
                    .contains("tuned");
            assertThat(get("/v1beta/" + name).json().path("name").asString()).isEqualTo("tunedModels/" + id);
        }
        assertThat(created(post(
                                "/v1beta/tunedModels",
                                Bodies.create("chained", "1")
                                        .replace(
                                                "\"baseModel\":\"models/fake-base\"",
                                                "\"tunedModelSource\":{\"tunedModel\":\"models/tunedModels/" + id
                                                        + "\"}")))
                        .status())
                .isEqualTo(200);
        assertThat(get("/v1beta/models/none%2Fat%2Fall").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "%22owner:me%22|2",
                "%22blue%20whale%22|1",
                "%22whale%20blue%22|0",
                "whale%20blue|1",
                "%22owner:me%22%20%22blue%20whale%22|1"
            })
    void a_filter_may_stand_in_quotation_marks(String filter, int found) {
        created(post("/v1beta/tunedModels?tunedModelId=" + newId(), Bodies.create("A Blue Whale", "1")));
        active();

        assertThat(get("/v1beta/tunedModels?filter=" + filter)
                        .json()
                        .path("tunedModels")
                        .size())
                .isEqualTo(found);
        assertThat(get("/v1beta/tunedModels?filter=%22open").errorMessage()).contains("quotation mark");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"gemini-1.5-flash-001", "gemini-1.5-flash-001-tuning", "text-bison-tuning-test", "text-bison-001"
            })
    void retired_names_of_the_documents_stand_for_a_base_that_is_here(String name) {
        assertThat(get("/v1beta/models/" + name).json().path("description").asString())
                .startsWith("models/" + name + " is not on this server; this name stands for models/fake-base.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tunedModel.displayName", "tuned_model.display_name"})
    void a_mask_may_name_the_requests_field_too(String mask) {
        var id = active();

        assertThat(patch("/v1beta/tunedModels/" + id + "?updateMask=" + mask, "{\"displayName\":\"new\"}")
                        .body())
                .isEqualTo("{\n  \"displayName\": \"new\"\n}\n");
    }

    @Test
    void an_empty_id_is_as_none() {
        assertThat(created(post("/v1beta/tunedModels?tunedModelId=", Bodies.create("a name", "1")))
                        .json()
                        .path("name")
                        .asString())
                .startsWith("tunedModels/a-name-");
    }

    @Test
    void who_sends_no_examples_hears_of_sdks_that_drop_them() {
        var refused = post("/v1beta/tunedModels", "{\"baseModel\":\"models/fake-base\",\"tuningTask\":{}}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage())
                .startsWith("The training data must have at least one example.")
                .contains("SDKs drop inline examples");
        assertThat(post("/v1beta/tunedModels", "{\"baseModel\":\"models/fake-base\"}")
                        .errorMessage())
                .contains("SDKs drop inline examples");
    }

    @Test
    void pages_of_other_origins_are_given_nothing_unless_an_operator_names_them(@TempDir Path data) {
        var preflight = server.send(
                "OPTIONS",
                "/v1beta/models/fake-base:generateContent",
                null,
                "Origin",
                "https://app.example.com",
                "Access-Control-Request-Method",
                "POST");
        assertThat(preflight.headers().firstValue("Access-Control-Allow-Origin"))
                .isEmpty();

        try (var open =
                TestServer.start(data, new FakeEngine(), "--pitchpipe.server.cors-origins=https://app.example.com")) {
            var allowed = open.send(
                    "OPTIONS",
                    "/v1beta/models/fake-base:generateContent",
                    null,
                    "Origin",
                    "https://app.example.com",
                    "Access-Control-Request-Method",
                    "POST",
                    "Access-Control-Request-Headers",
                    "content-type, x-goog-api-key");
            assertThat(allowed.status()).isEqualTo(204);
            assertThat(allowed.headers().firstValue("Access-Control-Allow-Headers"))
                    .contains("content-type, x-goog-api-key");
            assertThat(open.send("GET", "/v1beta/models?key=" + open.key(1), null, "Origin", "https://app.example.com")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .contains("https://app.example.com");
            assertThat(open.send("GET", "/v1beta/models?key=" + open.key(1), null, "Origin", "https://evil.example")
                            .headers()
                            .firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }
}
