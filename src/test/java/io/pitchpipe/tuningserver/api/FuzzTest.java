package io.pitchpipe.tuningserver.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.FakeEngine;
import io.pitchpipe.tuningserver.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.GenerationMode;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Random addresses and bodies: whatever comes, a documented code is answered, with the envelope, and in time. */
class FuzzTest {

    /** What docs/api.md has. 500 is not among them. */
    private static final Set<Integer> DOCUMENTED = Set.of(200, 400, 401, 403, 404, 405, 409, 415, 429, 501, 503);

    private static final List<String> FIELDS = List.of(
            "displayName",
            "display_name",
            "baseModel",
            "tunedModelSource",
            "tunedModel",
            "tuningTask",
            "trainingData",
            "examples",
            "textInput",
            "text_input",
            "output",
            "hyperparameters",
            "epochCount",
            "batchSize",
            "learningRate",
            "learningRateMultiplier",
            "temperature",
            "topP",
            "top_k",
            "readerProjectNumbers",
            "contents",
            "parts",
            "text",
            "role",
            "generationConfig",
            "stopSequences",
            "maxOutputTokens",
            "prompt",
            "candidateCount",
            "granteeType",
            "emailAddress",
            "state",
            "name",
            "nonsense",
            "");

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "{}",
            "[]",
            "0",
            "1",
            "-1",
            "2",
            "1.5",
            "1e400",
            "-0.0",
            "1e-400",
            "99999999999999999999",
            "\"\"",
            "\"x\"",
            "\"models/fake-base\"",
            "\"tunedModels/x\"",
            "\"user\"",
            "\"READER\"",
            "\"NaN\"",
            "\"1\"",
            "\"1e999999999\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\uD83D\uDE00\"",
            "\"a@b.c\"",
            "nul",
            "{",
            "'x'",
            "\"");

    private static final List<String> SEGMENTS = List.of(
            "v1",
            "v1beta",
            "v1beta3",
            "v2",
            "tunedModels",
            "models",
            "operations",
            "permissions",
            "everyone",
            "fake-base",
            "fake-base:generateContent",
            "fake-base:streamGenerateContent",
            "fake-base:generateText",
            "fake-base:countTokens",
            "fake-base:countExampleTokens",
            "x:cancel",
            "x:transferOwnership",
            "x:nonsense",
            "admin",
            "status",
            "projects",
            "keys",
            "docs",
            "..",
            ".",
            "");

    private static final List<String> NAMES = List.of(
            "pageSize",
            "page_token",
            "filter",
            "updateMask",
            "tunedModelId",
            "fields",
            "alt",
            "$alt",
            "prettyPrint",
            "colour");

    private static @Nullable TestServer server;
    private static String key = "";

    @BeforeContainer
    static void start() {
        server = TestServer.start(
                Path.of("target", "test-server", UUID.randomUUID().toString()),
                new FakeEngine(),
                "--spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID()
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH");
        key = server.key(1);
    }

    @AfterContainer
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    private static void send(String method, String path, @Nullable String body) {
        var answer = Objects.requireNonNull(server).send(method, path, body, "x-goog-api-key", key);

        assertThat(DOCUMENTED)
                .as("%s %s %s: %s", method, path, body, answer.body())
                .contains(answer.status());
        if (answer.status() != 200) {
            assertThat(answer.json().path("error").path("code").asInt()).isEqualTo(answer.status());
            assertThat(answer.errorMessage()).isNotEmpty();
            assertThat(answer.errorStatus()).isNotEmpty();
        }
    }

    @Property(tries = 400, generation = GenerationMode.RANDOMIZED)
    void any_address_is_answered(@ForAll("methods") String method, @ForAll("paths") String path) {
        send(method, path, method.equals("GET") || method.equals("DELETE") ? null : "{}");
    }

    @Property(tries = 600, generation = GenerationMode.RANDOMIZED)
    void any_body_is_answered(@ForAll("routes") String route, @ForAll("bodies") String body) {
        var parts = route.split(" ");
        send(parts[0], parts[1], body);
    }

    @Property(tries = 300, generation = GenerationMode.RANDOMIZED)
    void a_good_body_with_a_bad_spot_is_answered(
            @ForAll("spots") int spot, @ForAll("spots") int length, @ForAll("values") String value) {
        var good = Bodies.create("x", "\"epochCount\":2,\"batchSize\":1,\"learningRate\":0.1", List.of("1", "2"));
        int from = spot % good.length();
        send(
                "POST",
                "/v1beta/tunedModels",
                good.substring(0, from) + value + good.substring(Math.min(good.length(), from + length % 9)));
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of("GET", "POST", "PATCH", "DELETE", "PUT", "OPTIONS", "HEAD2");
    }

    @Provide
    Arbitrary<Integer> spots() {
        return Arbitraries.integers().between(0, 100_000);
    }

    @Provide
    Arbitrary<String> values() {
        return Arbitraries.of(VALUES);
    }

    @Provide
    Arbitrary<String> routes() {
        return Arbitraries.of(
                "POST /v1beta/tunedModels",
                "POST /v1beta3/tunedModels",
                "PATCH /v1beta/tunedModels/x",
                "POST /v1beta/tunedModels/x/permissions",
                "POST /v1beta/tunedModels/x:transferOwnership",
                "POST /v1beta/models/fake-base:generateContent",
                "POST /v1beta/models/fake-base:streamGenerateContent?alt=sse",
                "POST /v1beta/models/fake-base:generateText",
                "POST /v1beta/models/fake-base:countTokens",
                "POST /v1/tunedModels/x:cancel");
    }

    @Provide
    Arbitrary<String> paths() {
        var text = Arbitraries.strings().ofMaxLength(12).map(FuzzTest::escaped);
        var segment = Arbitraries.frequencyOf(Tuple.of(9, Arbitraries.of(SEGMENTS)), Tuple.of(1, text));
        var pair = Combinators.combine(Arbitraries.of(NAMES).map(FuzzTest::escaped), text)
                .as((name, value) -> name + "=" + value);
        return Combinators.combine(
                        segment.list().ofMinSize(1).ofMaxSize(6), pair.list().ofMaxSize(3))
                .as((segments, pairs) ->
                        "/" + String.join("/", segments) + (pairs.isEmpty() ? "" : "?" + String.join("&", pairs)));
    }

    private static String escaped(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Provide
    Arbitrary<String> bodies() {
        return nested(4);
    }

    /** Values with lists and objects in them, so many deep at most. */
    private static Arbitrary<String> nested(int depth) {
        if (depth == 0) {
            return Arbitraries.of(VALUES);
        }
        var inner = nested(depth - 1);
        var list = inner.list().ofMaxSize(3).map(values -> "[" + String.join(",", values) + "]");
        var object = Combinators.combine(Arbitraries.of(FIELDS), inner)
                .as((name, value) -> "\"" + name + "\":" + value)
                .list()
                .ofMaxSize(4)
                .map(members -> members.stream().collect(Collectors.joining(",", "{", "}")));
        return Arbitraries.frequencyOf(Tuple.of(1, inner), Tuple.of(1, list), Tuple.of(4, object));
    }
}
