package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.TestServer;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import io.pitchpipe.tuningserver.access.Projects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every request of the public tutorials, in their order and as their curl and their Python send them: snake case, trailing commas, retired base models, and, in the older two, OAuth's headers. The
 * commands themselves run with bin/test --clients.
 */
class TutorialRequestsTest extends ApiTest {

    private static final Path TUTORIALS = Path.of("src", "test", "tutorials");

    /** What the blocks before have set: by name in the shell, by expression in Python. */
    private final Map<String, String> variables = new HashMap<>();

    private record Sent(String block, PrintedRequest request, TestServer.Answer answer) {}

    private List<Sent> replay(String document) throws IOException {
        var id = "tutorial-" + project;
        server.bean(Projects.class).setId(new ProjectNumber(project), id);
        variables.putAll(
                Map.of("base_url", PrintedRequest.HOST, "access_token", key, "project_id", id, "GOOGLE_API_KEY", key));
        // Only where there are more models than a page has is there one to send.
        variables.put("page_token", "NEXT");
        var headers =
                Map.of("Authorization", "Bearer " + key, "Content-Type", "application/json", "x-goog-user-project", id);
        var sent = new ArrayList<Sent>();
        try (var files = Files.list(TUTORIALS.resolve(document))) {
            for (var file : files.sorted().toList()) {
                var block = Files.readString(file);
                if (file.toString().endsWith(".sh")) {
                    for (var command : PrintedRequest.commands(block)) {
                        sent.add(send(file, PrintedRequest.curl(command, variables), "modelname", "operation"));
                    }
                } else {
                    for (var request : PrintedRequest.python(block, headers, variables)) {
                        sent.add(send(file, request, "name", "op_json[\"name\"]"));
                    }
                }
            }
        }
        return sent;
    }

    private Sent send(Path file, PrintedRequest request, String modelVariable, String operationVariable) {
        if (request.url().contains(":generate")) {
            // As a reader waits for a tuning.
            awaitState(variables.getOrDefault(modelVariable, "").replace("tunedModels/", ""), "ACTIVE");
        }
        var headers = new ArrayList<String>();
        request.headers().forEach((name, value) -> headers.addAll(List.of(name, value)));
        var answer = server.send(request.method(), request.url(), request.body(), headers.toArray(String[]::new));
        if (request.method().equals("POST")
                && request.url().contains("/tunedModels")
                && answer.json().has("metadata")) {
            variables.put(
                    modelVariable,
                    answer.json().path("metadata").path("tunedModel").asString());
            variables.put(operationVariable, answer.json().path("name").asString());
        }
        return new Sent(file.getFileName().toString(), request, answer);
    }

    private static Map<String, Integer> statuses(List<Sent> sent) {
        var statuses = new LinkedHashMap<String, Integer>();
        sent.forEach(one -> statuses.put(
                one.block() + " " + one.request().method() + " "
                        + one.request()
                                .url()
                                .replaceAll("number-generator(-model)?-[a-z0-9]{12}", "ID")
                                .replaceAll("operations/[a-z0-9]+", "operations/OP")
                                .replaceAll("key=.*", "key"),
                one.answer().status()));
        return statuses;
    }

    @Test
    void the_quickstart_with_an_api_key_goes_through_but_for_its_second_page() throws IOException {
        post("/v1beta/tunedModels", Bodies.create("there already", "1"));

        assertThat(statuses(replay("s0")))
                .containsExactly(
                        Map.entry("1-list.sh GET /v1beta/tunedModels?page_size=5", 200),
                        // The key stands behind a second question mark, and so in the token: the call has none.
                        Map.entry("1-list.sh GET /v1beta/tunedModels?page_size=5&page_token=NEXT?key", 403),
                        Map.entry("2-create-and-wait.sh POST /v1beta/tunedModels?key", 200),
                        Map.entry("2-create-and-wait.sh GET /v1/tunedModels/ID/operations/OP?key", 200),
                        Map.entry("2-create-and-wait.sh GET /v1beta/tunedModels/ID?key", 200),
                        Map.entry("3-generate.sh POST /v1beta/tunedModels/ID:generateContent?key", 200),
                        Map.entry("4-delete.sh DELETE /v1beta/tunedModels/ID?key", 200));
    }

    @ParameterizedTest
    @CsvSource({"s1,v1beta,generateContent,38,19", "s4,v1beta3,generateText,23,12"})
    void the_tutorials_with_oauth_go_through(
            String document, String version, String generate, int curlSteps, int pythonSteps) throws IOException {
        var sent = replay(document);

        assertThat(statuses(sent).values()).hasSize(9).containsOnly(200);
        assertThat(sent.stream()
                        .map(one -> one.request().method() + " "
                                + one.request().url().replaceAll("/tunedModels/[^:]*", "/ID")))
                .containsExactlyInAnyOrder(
                        "GET /" + version + "/tunedModels",
                        "GET /" + version + "/tunedModels",
                        "POST /" + version + "/tunedModels",
                        "POST /" + version + "/tunedModels",
                        "GET /" + version + "/ID",
                        "GET /" + version + "/ID",
                        "GET /v1/ID",
                        "POST /" + version + "/ID:" + generate,
                        "POST /" + version + "/ID:" + generate);
        var created = sent.stream()
                .filter(one -> one.request().url().endsWith("/tunedModels")
                        && one.request().body() != null)
                .map(one -> one.answer().json().path("metadata"))
                .toList();
        assertThat(created)
                .extracting(metadata -> metadata.path("totalSteps").asInt())
                .containsExactlyInAnyOrder(curlSteps, pythonSteps);
        assertThat(created).allSatisfy(metadata -> {
            assertThat(metadata.path("@type").asString())
                    .isEqualTo("type.googleapis.com/google.ai.generativelanguage." + version
                            + ".CreateTunedModelMetadata");
            assertThat(metadata.path("tunedModel").asString())
                    .matches("tunedModels/number-generator(-model)?-[a-z0-9]{12}");
        });
    }

    @Test
    void the_printed_sizes_of_a_request_and_its_answer_are_ours() throws IOException {
        var created = replay("s1").stream()
                .filter(one -> one.block().equals("08-create.sh"))
                .findFirst()
                .orElseThrow();

        assertThat(String.valueOf(created.request().body()).getBytes(StandardCharsets.UTF_8))
                .hasSize(1984);
        assertThat(created.answer().body().getBytes(StandardCharsets.UTF_8)).hasSize(296);
        var older = replay("s4").stream()
                .filter(one -> one.block().equals("06-create.sh"))
                .findFirst()
                .orElseThrow();
        assertThat(older.answer().body().getBytes(StandardCharsets.UTF_8)).hasSize(297);
    }

    @Test
    void the_guides_training_data_is_taken() throws IOException {
        var printed = Files.readString(TUTORIALS.resolve("s3").resolve("1-training-data.py"));
        var examples = PrintedRequest.PYTHON.readTree(printed.substring(printed.indexOf('[')));
        assertThat(examples.size()).isEqualTo(15);

        created(post(
                "/v1beta/tunedModels",
                "{\"base_model\":\"models/gemini-1.5-flash-001-tuning\",\"tuning_task\":{\"training_data\":{\"examples\":{\"examples\":"
                        + examples + "}}}}"));
    }

    @Test
    void the_references_endpoints_all_answer() throws IOException {
        var id = active();
        for (var line : Files.readAllLines(TUTORIALS.resolve("s2").resolve("endpoints.txt"))) {
            var method = line.substring(0, line.indexOf(' ')).toUpperCase(Locale.ROOT);
            var path = line.substring(line.indexOf(' ') + 1).replaceAll("\\{[^}]*}", "tunedModels/" + id);
            var body = path.contains(":")
                    ? Bodies.prompt("1")
                    : method.equals("PATCH")
                            ? "{\"displayName\":\"x\"}"
                            : method.equals("POST") ? Bodies.create("x", "1") : null;

            var answer = server.send(method, withKey(path), body);
            assertThat(answer.status()).as(line + " " + answer.body()).isEqualTo(200);
        }
    }
}
