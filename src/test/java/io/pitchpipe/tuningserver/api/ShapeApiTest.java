package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.TestServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How answers look, by the system parameters; and compressed bodies both ways. */
class ShapeApiTest extends ApiTest {

    private TestServer.Answer selected(String path, String fields) {
        return get(path + "?prettyPrint=false&fields=" + URLEncoder.encode(fields, StandardCharsets.UTF_8));
    }

    @Test
    void fields_select_what_is_answered() {
        var model = "/v1beta/tunedModels/" + active();

        assertThat(selected(model, "state,base_model").body())
                .isEqualTo("{\"baseModel\":\"models/fake-base\",\"state\":\"ACTIVE\"}\n");
        assertThat(selected(model, "tuningTask/snapshots(step,meanLoss),tuning_task.hyperparameters")
                        .body())
                .isEqualTo(
                        "{\"tuningTask\":{\"snapshots\":[{\"step\":1,\"meanLoss\":4},{\"step\":2,\"meanLoss\":2},{\"step\":3,\"meanLoss\":1.3333334},{\"step\":4,\"meanLoss\":1},{\"step\":5,\"meanLoss\":0.8}],\"hyperparameters\":{\"epochCount\":5,\"batchSize\":1,\"learningRate\":0.001}}}\n");
        assertThat(selected("/v1beta/models", "models/name").body())
                .isEqualTo("{\"models\":[{\"name\":\"models/fake-base\"},{\"name\":\"models/fake-demo\"}]}\n");
        assertThat(selected(model, "*").body())
                .isEqualTo(get(model + "?prettyPrint=false").body());
        assertThat(selected(model + "/operations", "operations(response/@type)").body())
                .isEqualTo(
                        "{\"operations\":[{\"response\":{\"@type\":\"type.googleapis.com/google.ai.generativelanguage.v1beta.TunedModel\"}}]}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"nonsense", "state/x", "tuningTask/nonsense", "tuningTask(", "tuningTask)", ",", "a//b", "()"})
    void a_selection_of_what_is_not_there_is_refused(String fields) {
        var refused = selected("/v1beta/tunedModels/" + active(), fields);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.errorMessage()).startsWith("Invalid field selection");
    }

    @Test
    void numbers_stand_for_enums_when_asked_for_and_roles_of_turns_keep_their_words() {
        var answer =
                post("/v1beta/models/fake-base:generateContent?$alt=json%3Benum-encoding%3Dint", Bodies.prompt("hi"));

        assertThat(answer.body()).contains("\"finishReason\": 1").contains("\"role\": \"model\"");
        assertThat(post(
                                "/v1beta/models/fake-base:streamGenerateContent?%24alt=json%3Benum-encoding=int",
                                Bodies.prompt("hi"))
                        .body())
                .contains("\"finishReason\": 1");
        assertThat(get("/v1beta/tunedModels/" + active()).body()).contains("\"state\": \"ACTIVE\"");
    }

    @Test
    void a_stream_is_cut_to_its_fields_in_each_piece() {
        var answer = post(
                "/v1beta/models/fake-base:streamGenerateContent?alt=sse&fields=candidates/content/parts/text",
                Bodies.prompt("hi"));

        assertThat(answer.body())
                .startsWith("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"base\"}]}}]}\r\n\r\n");
    }

    @Test
    void bodies_are_compressed_both_ways_for_whoever_says_so() throws IOException, InterruptedException {
        var id = newId();
        var request = HttpRequest.newBuilder(URI.create(
                        "http://127.0.0.1:" + server.port() + withKey("/v1beta/tunedModels?tunedModelId=" + id)))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(
                        gzip(Bodies.create(40, "\"batchSize\":1").getBytes(StandardCharsets.UTF_8))));
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                            .statusCode())
                    .isEqualTo(200);
            awaitState(id, "ACTIVE");

            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(
                                    "http://127.0.0.1:" + server.port() + withKey("/v1beta/tunedModels/" + id)))
                            .header("Accept-Encoding", "gzip")
                            .build(),
                    HttpResponse.BodyHandlers.ofByteArray());

            assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
            try (var unzipped = new GZIPInputStream(new ByteArrayInputStream(answer.body()))) {
                assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(get("/v1beta/tunedModels/" + id).body());
            }
        }
    }

    @Test
    void a_compressed_body_is_no_way_around_the_limit() throws IOException, InterruptedException {
        assertThat(compressed(gzip(new byte[16 * 1024 * 1024 + 1]), "gzip").body())
                .contains("exceeds the limit: 16777216 bytes");
        assertThat(compressed("no gzip".getBytes(StandardCharsets.UTF_8), "gzip")
                        .statusCode())
                .isEqualTo(400);
        assertThat(compressed(new byte[] {1}, "br").statusCode()).isEqualTo(415);
    }

    private HttpResponse<String> compressed(byte[] body, String encoding) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + server.port() + withKey("/v1beta/tunedModels")))
                            .header("Content-Encoding", encoding)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        }
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        var zipped = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(zipped)) {
            out.write(bytes);
        }
        return zipped.toByteArray();
    }
}
