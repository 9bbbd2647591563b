package io.pitchpipe.portal.backend.internal;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.pitchpipe.genapi.GenerationConfig;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.BackendAddress;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.backend.Credential;
import io.pitchpipe.portal.backend.GenerationApi.AnswerStream;
import io.pitchpipe.portal.common.TeamId;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class HttpGenerationApiTests {

    @RegisterExtension
    static final WireMockExtension backend = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort())
            .build();

    private static final String WHOLE = """
            data: {"candidates":[{"content":{"parts":[{"text":"twenty "}],"role":"model"},"index":0}]}\r
            \r
            data: {"candidates":[{"content":{"parts":[{"text":"three"}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":7,"candidatesTokenCount":2,"totalTokenCount":9}}\r
            \r
            """;

    private final BackendHttp http = new BackendHttp(
            new StaticListableBeanFactory().getBeanProvider(BackendAddress.class),
            new StaticListableBeanFactory().getBeanProvider(StoredConnections.class),
            Clock.systemUTC(),
            new AddressPolicy(Set.of("localhost")),
            SystemDefaultDnsResolver.INSTANCE);
    private final HttpGenerationApi api = new HttpGenerationApi(http);

    @AfterEach
    void close() throws IOException {
        http.destroy();
    }

    @Test
    void a_prompt_goes_out_with_the_teams_key_and_its_settings() {
        backend.stubFor(post(anyUrl()).willReturn(okJson("""
                {"candidates":[{"content":{"parts":[{"text":"LX"},{"text":"IV"}],"role":"model"},"finishReason":"STOP","index":0}],
                 "usageMetadata":{"promptTokenCount":4,"candidatesTokenCount":3,"totalTokenCount":7},"unknown":{"field":1}}""")));
        var settings = new GenerationConfig(null, null, 64, 0f, 0.9f, 40, null, null);

        var answer = api.generate(connection(), "tunedModels/numbers-1", "LXIII\nand \"more\"", settings);

        assertThat(answer.text()).isEqualTo("LXIV");
        assertThat(answer.finishReason()).isEqualTo("STOP");
        assertThat(answer.usage()).isNotNull().extracting("totalTokenCount").isEqualTo(7);
        backend.verify(postRequestedFor(urlEqualTo("/v1beta/tunedModels/numbers-1:generateContent"))
                .withHeader("x-goog-api-key", equalTo("team-key"))
                .withRequestBody(equalToJson("""
                        {"contents":[{"role":"user","parts":[{"text":"LXIII\\nand \\"more\\""}]}],
                         "generationConfig":{"maxOutputTokens":64,"temperature":0.0,"topP":0.9,"topK":40}}""")));
    }

    @Test
    void a_stream_hands_out_its_pieces_and_its_figures() {
        backend.stubFor(post(urlEqualTo("/v1beta/models/base:streamGenerateContent?alt=sse"))
                .willReturn(events(WHOLE)));
        try (var stream = api.stream(connection(), "models/base", "22", GenerationConfig.DEFAULTS)) {
            assertThat(stream.next()).contains("twenty ");
            assertThat(stream.finishReason()).isEmpty();
            assertThat(stream.next()).contains("three");
            assertThat(stream.next()).isEmpty();
            assertThat(stream.finishReason()).contains("STOP");
            assertThat(stream.usage()).get().extracting("candidatesTokenCount").isEqualTo(2);
        }
    }

    @Test
    void line_ends_within_tokens_arrive_unbroken() {
        backend.stubFor(post(anyUrl()).willReturn(events("""
                data: {"candidates":[{"content":{"parts":[{"text":"a\\r\\nb\\rc\\n\\ndata: d"}]},"finishReason":"STOP"}]}

                """)));
        assertThat(readAll(stream())).isEqualTo("a\r\nb\rc\n\ndata: d");
    }

    @Test
    void half_a_stream_is_never_taken_for_a_whole_one() {
        backend.stubFor(post(anyUrl()).willReturn(events(WHOLE.substring(0, WHOLE.indexOf("\r\n\r\n") + 4))));
        var stream = stream();
        assertThat(stream.next()).contains("twenty ");
        assertThatThrownBy(stream::next).isInstanceOf(ApiFailure.Unavailable.class);
        assertThat(stream.finishReason()).isEmpty();
    }

    @Test
    void a_connection_reset_midway_is_a_failure_that_may_be_tried_again() {
        backend.stubFor(post(anyUrl())
                .willReturn(aResponse()
                        .withHeader("Content-Type", "text/event-stream")
                        .withFault(Fault.MALFORMED_RESPONSE_CHUNK)));
        assertThatThrownBy(() -> readAll(stream()))
                .isInstanceOfSatisfying(
                        ApiFailure.class,
                        failure -> assertThat(failure.transientFailure()).isTrue());
    }

    @Test
    void a_failure_reported_midway_ends_the_answer() {
        backend.stubFor(post(anyUrl()).willReturn(events("""
                data: {"candidates":[{"content":{"parts":[{"text":"so far"}]}}]}

                data: {"error":{"code":500,"message":"<b>secret</b>","status":"INTERNAL"}}

                """)));
        var stream = stream();
        assertThat(stream.next()).contains("so far");
        assertThatThrownBy(stream::next)
                .isInstanceOf(ApiFailure.Unavailable.class)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void what_is_no_event_stream_is_no_answer() {
        backend.stubFor(post(anyUrl())
                .willReturn(aResponse().withHeader("Content-Type", "text/html").withBody("<html>Sign in</html>")));
        assertThatThrownBy(this::stream).isInstanceOf(ApiFailure.Garbage.class);

        backend.stubFor(post(anyUrl()).willReturn(events("data: <html>\n\n")));
        assertThatThrownBy(() -> stream().next()).isInstanceOf(ApiFailure.Garbage.class);

        backend.stubFor(post(anyUrl()).willReturn(events("data: {\"something\":\"else\"}\n\n")));
        assertThatThrownBy(() -> stream().next()).isInstanceOf(ApiFailure.Garbage.class);

        backend.stubFor(post(anyUrl()).willReturn(okJson("{}")));
        assertThatThrownBy(() -> api.generate(connection(), "models/base", "x", GenerationConfig.DEFAULTS))
                .isInstanceOf(ApiFailure.Garbage.class);
    }

    @Test
    void a_blocked_prompt_has_a_reason_and_no_text() {
        backend.stubFor(
                post(anyUrl()).willReturn(events("data: {\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}\n\n")));
        var stream = stream();
        assertThat(readAll(stream)).isEmpty();
        assertThat(stream.finishReason()).contains("SAFETY");
    }

    @Test
    void a_refusal_is_sorted_before_anything_is_streamed() {
        backend.stubFor(post(anyUrl()).willReturn(aResponse().withStatus(403).withBody("""
                        {"error":{"code":403,"message":"You do not have permission","status":"PERMISSION_DENIED"}}""")));
        assertThatThrownBy(this::stream).isInstanceOf(ApiFailure.PermissionDenied.class);
    }

    @Test
    void a_name_that_is_no_resource_name_reaches_no_path() {
        assertThatThrownBy(() -> api.stream(connection(), "models/../admin", "x", GenerationConfig.DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> api.stream(connection(), "models/a?key=b", "x", GenerationConfig.DEFAULTS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void closing_a_stream_ends_the_generation_at_the_backend() throws Exception {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var gaveUp = new CompletableFuture<Boolean>();
            Thread.ofVirtual().start(() -> generateForever(server, gaveUp));
            var stream = api.stream(
                    connection("http://localhost:" + server.getLocalPort()),
                    "models/base",
                    "x",
                    GenerationConfig.DEFAULTS);
            assertThat(stream.next()).contains("on ");

            var reading = CompletableFuture.supplyAsync(() -> {
                Optional<String> piece;
                do {
                    piece = stream.next();
                } while (piece.isPresent());
                return true;
            });
            stream.close();

            assertThat(gaveUp.get(60, TimeUnit.SECONDS)).isTrue();
            assertThat(reading.get(60, TimeUnit.SECONDS)).isTrue();
            assertThat(stream.finishReason()).isEmpty();
        }
    }

    private static void generateForever(ServerSocket server, CompletableFuture<Boolean> gaveUp) {
        try (var socket = server.accept()) {
            var out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write("data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"on \"}]}}]}\n\n"
                        .getBytes(StandardCharsets.US_ASCII));
                out.flush();
                Thread.sleep(20);
            }
        } catch (IOException noOneReads) {
            gaveUp.complete(true);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            gaveUp.complete(false);
        }
    }

    private static com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder events(String body) {
        return aResponse()
                .withHeader("Content-Type", "text/event-stream; charset=utf-8")
                .withBody(body);
    }

    private AnswerStream stream() {
        return api.stream(connection(), "models/base", "22", GenerationConfig.DEFAULTS);
    }

    private static String readAll(AnswerStream stream) {
        var text = new StringBuilder();
        for (Optional<String> piece; (piece = stream.next()).isPresent(); ) {
            text.append(piece.get());
        }
        return text.toString();
    }

    private static Connection connection() {
        return connection("http://localhost:" + backend.getPort());
    }

    private static Connection connection(String url) {
        return new Connection(
                ConnectionId.random(),
                TeamId.random(),
                Connection.Kind.REMOTE,
                URI.create(url),
                new Credential("team-key"));
    }
}
