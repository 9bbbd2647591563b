package io.pitchpipe.portal.embedded.internal;

import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Credential;
import io.pitchpipe.portal.common.ProjectNumber;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The embedded server's admin surface, on loopback, under the token that only this portal and its child know. */
final class AdminClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(5))
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private final JsonMapper json = JsonMapper.builder().build();

    /**
     * How the server's engine is.
     *
     * @param problem why it does not run here; empty if it does
     * @param placement what it computes with and in which numbers; empty if it did not say
     */
    record EngineState(String problem, String placement) {
        static final EngineState UNKNOWN = new EngineState("", "");
    }

    EngineState engine(URI server, String token) {
        var engine = call(server, token, "GET", "/admin/status", null).path("engine");
        if (!engine.path("available").asBoolean(true)) {
            return new EngineState(engine.path("detail").asString("no reason given"), "");
        }
        var device = engine.path("device").asString("");
        return new EngineState(
                "", device.isEmpty() ? "" : device + ", " + engine.path("dtype").asString(""));
    }

    Credential newKey(URI server, String token, ProjectNumber project, String displayName) {
        var body = Map.of("displayName", displayName);
        call(server, token, "PUT", "/admin/projects/" + project, body);
        var key = call(server, token, "POST", "/admin/projects/" + project + "/keys", body);
        try {
            return new Credential(key.path("apiKey").asString(""));
        } catch (IllegalArgumentException none) {
            throw new ApiFailure.Garbage("The embedded server answered without a key");
        }
    }

    private JsonNode call(URI server, String token, String method, String path, @Nullable Object body) {
        var request = HttpRequest.newBuilder(server.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                .build();
        try {
            var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() / 100 != 2) {
                throw new ApiFailure.Unavailable("The admin surface answered " + answer.statusCode(), null);
            }
            return json.readTree(answer.body());
        } catch (JacksonException unreadable) {
            throw new ApiFailure.Garbage("The admin surface answered no JSON");
        } catch (IOException unreachable) {
            throw new ApiFailure.Unavailable("The admin surface does not answer", unreachable);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new ApiFailure.Unavailable("Stopping", stopping);
        }
    }
}
