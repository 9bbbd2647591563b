package io.pitchpipe.tuningserver;

import io.pitchpipe.tuningserver.access.Principal;
import io.pitchpipe.tuningserver.access.ProjectNumber;
import io.pitchpipe.tuningserver.access.Projects;
import io.pitchpipe.tuningserver.job.TuningEngine;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server on a free port, with the fake engine or the real one, and a client that sends exactly what a test says. */
public final class TestServer implements AutoCloseable {

    public static final String ADMIN = "admin-token-for-tests";

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final JsonMapper json = JsonMapper.builder().build();

    private final ConfigurableApplicationContext context;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int port;

    private TestServer(ConfigurableApplicationContext context) {
        this.context = context;
        var web = (WebServerApplicationContext) context;
        this.port = java.util.Objects.requireNonNull(web.getWebServer()).getPort();
    }

    /** Starts one on this folder; {@code engine} null for the real one. */
    public static TestServer start(Path data, @Nullable TuningEngine engine, String... more) {
        var application = TuningServerApplication.application();
        if (engine != null) {
            application.addInitializers(
                    (ApplicationContextInitializer<GenericApplicationContext>) starting -> starting.registerBean(
                            "fakeEngine", TuningEngine.class, () -> engine, bean -> bean.setPrimary(true)));
        }
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--pitchpipe.server.data=" + data,
                "--pitchpipe.server.admin-token=" + ADMIN,
                "--logging.level.root=warn"));
        arguments.addAll(List.of(more));
        return new TestServer(application.run(arguments.toArray(String[]::new)));
    }

    public int port() {
        return port;
    }

    /** A new key of a project, which is made if need be. */
    public String key(long project) {
        return key(project, Principal.ofProject(new ProjectNumber(project)));
    }

    /** A new key of somebody in a project, which is made if need be. */
    public String key(long project, Principal principal) {
        var projects = context.getBean(Projects.class);
        projects.put(new ProjectNumber(project), "Project " + project);
        return projects.issueKey(new ProjectNumber(project), principal, "test").apiKey();
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /**
     * An answer.
     *
     * @param status HTTP status
     * @param body its text
     * @param headers its headers
     */
    public record Answer(int status, String body, java.net.http.HttpHeaders headers) {

        public JsonNode json() {
            return TestServer.json.readTree(body);
        }

        /** The content type, without the space that the container leaves out. */
        public String contentType() {
            return headers.firstValue("Content-Type").orElse("").replace(" ", "");
        }

        public String errorMessage() {
            return json().path("error").path("message").asString("");
        }

        public String errorStatus() {
            return json().path("error").path("status").asString("");
        }
    }

    public Answer get(String path) {
        return send("GET", path, null);
    }

    public Answer post(String path, String body) {
        return send("POST", path, body);
    }

    /** Sends a request; a body goes as JSON. Headers are names and values in turn. */
    public Answer send(String method, String path, @Nullable String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (body != null && !List.of(headers).contains("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        try {
            var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response.headers());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** What the server measures, as Prometheus reads it. */
    public String metrics(String token) {
        return send("GET", "/metrics", null, "Authorization", "Bearer " + token).body();
    }

    /** A series' value in what {@link #metrics} told, 0 while it is not there. */
    public static double sample(String metrics, String series) {
        return metrics.lines()
                .filter(line -> line.startsWith(series + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(series.length() + 1)))
                .sum();
    }

    /** Waits for something, generously. */
    public static void await(String what, BooleanSupplier happened) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!happened.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("Waited in vain: " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(stopped);
            }
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
