package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is wrong is answered with the envelope, since clients try again for minutes when they cannot decode an error. */
class ErrorsApiTest extends ApiTest {

    @ParameterizedTest
    @CsvSource({
        "GET,/nonsense,404",
        "GET,/,404",
        "GET,/v2/models,404",
        "GET,/v1beta/nonsense,404",
        "GET,/v1beta/tunedModels/a/b,404",
        "GET,/portal/styles/tokens.css,404",
        "GET,/index.html,404",
        "GET,/error,404",
        "PUT,/v1beta/tunedModels,404",
        "DELETE,/v1beta/models/fake-base,404",
        "POST,/v1beta/tunedModels/x,404",
        "GET,/v1beta/models/no-such-model,404",
        "GET,/v1beta/tunedModels/UPPER,404"
    })
    void unknown_routes_methods_and_things_are_said_so(String method, String path, int status) {
        var answer = server.send(method, withKey(path), null);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.json().path("error").path("code").asInt()).isEqualTo(status);
        assertThat(answer.errorMessage()).isNotEmpty();
        assertThat(answer.contentType()).isEqualTo("application/json;charset=UTF-8");
        assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    }

    @Test
    void a_body_that_says_it_is_no_json_is_refused() {
        var answer = server.send(
                "POST", withKey("/v1beta/tunedModels"), "a=b", "Content-Type", "application/x-www-form-urlencoded");

        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.errorStatus()).isEqualTo("INVALID_ARGUMENT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{", "{\"a\"", "nonsense", "[]", "\"x\"", "{}}"})
    void a_broken_body_is_refused(String body) {
        var answer = post("/v1beta/tunedModels", body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorMessage()).startsWith("Invalid JSON payload received.");
    }

    @Test
    void a_body_over_16_MiB_is_refused() {
        var answer = post("/v1beta/tunedModels", " ".repeat(16 * 1024 * 1024 + 1));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.errorMessage()).isEqualTo("Request payload size exceeds the limit: 16777216 bytes.");
    }

    @Test
    void an_unknown_query_parameter_is_refused_and_system_ones_are_not() {
        assertThat(get("/v1beta/tunedModels?colour=red").errorMessage())
                .isEqualTo(
                        "Invalid JSON payload received. Unknown name \"colour\": Cannot bind query parameter. Field 'colour' could not be found in request message.");
        assertThat(get("/v1beta/tunedModels?$alt=json%3Benum-encoding=int&quotaUser=me&%24.xgafv=2")
                        .status())
                .isEqualTo(200);
        assertThat(get("/v1beta/tunedModels?alt=proto").status()).isEqualTo(400);
        assertThat(get("/v1beta/models?prettyPrint=false").body()).startsWith("{\"models\":[{\"name\":");
    }

    @Test
    void a_foreign_host_is_refused_and_loopback_names_are_not() throws IOException {
        assertThat(raw("GET /healthz HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("does not answer to that Host");
        assertThat(raw("GET /healthz HTTP/1.1\r\nHost: localhost:" + server.port() + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
        assertThat(raw("GET /healthz HTTP/1.1\r\nHost: [::1]:" + server.port() + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void what_the_container_refuses_itself_has_the_envelope_too() throws IOException {
        assertThat(raw("GET /v1beta/models?key=a|b\\c HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("\"error\"")
                .contains("INVALID_ARGUMENT")
                .doesNotContain("<html");
        assertThat(raw("GET /v1beta/models HTTP/1.1\r\nHost: localhost\r\nX-Long: " + "x".repeat(20_000)
                        + "\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400")
                .contains("\"error\"");
    }

    @Test
    void health_and_readiness_need_no_key() {
        assertThat(server.get("/healthz").status()).isEqualTo(200);
        assertThat(server.get("/readyz").status()).isEqualTo(200);
    }

    @Test
    void every_version_answers_the_same_models() {
        for (var version : new String[] {"v1", "v1beta", "v1beta3", "v1alpha"}) {
            var models = get("/" + version + "/models").json().path("models");
            assertThat(models.path(0).path("name").asString()).isEqualTo("models/fake-base");
            assertThat(models.path(0).path("supportedGenerationMethods").toString())
                    .contains("createTunedModel");
        }
    }

    @Test
    void models_are_paged() {
        var first = get("/v1beta/models?pageSize=1").json();
        var token = first.path("nextPageToken").asString();

        assertThat(get("/v1beta/models?pageSize=1&pageToken=" + token)
                        .json()
                        .path("models")
                        .path(0)
                        .path("name")
                        .asString())
                .isEqualTo("models/fake-demo");
    }

    @Test
    void a_retired_name_is_found_and_says_what_it_stands_for() {
        var model = get("/v1beta/models/gemini-1.5-flash-001-tuning").json();

        assertThat(model.path("name").asString()).isEqualTo("models/gemini-1.5-flash-001-tuning");
        assertThat(model.path("description").asString()).contains("stands for models/fake-base");
        assertThat(get("/v1beta/models").body()).doesNotContain("gemini");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(90_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
