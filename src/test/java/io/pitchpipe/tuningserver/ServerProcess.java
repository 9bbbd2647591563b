package io.pitchpipe.tuningserver;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server as an operator runs it: a JVM of its own, which a test can kill. */
final class ServerProcess implements AutoCloseable {

    static final String KEY = "a-key-of-the-operator";

    /** So often that a training is cut off in its midst, however quick the machine is. */
    static final String CHECKPOINTS = "--pitchpipe.server.checkpoint-interval=100ms";

    private final Process process;
    private final List<String> output = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.builder().build();

    private ServerProcess(Process process) {
        this.process = process;
        Thread.ofVirtual().start(() -> {
            try (var lines =
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    output.add(line);
                }
            } catch (IOException ended) {
                // So has the process.
            }
        });
    }

    /** With a key of the operator's choice. */
    static ServerProcess start(Path data, String... more) throws IOException {
        return start(data, KEY, more);
    }

    /** Without a key: the server makes one. */
    static ServerProcess startKeyless(Path data, String... more) throws IOException {
        return start(data, null, more);
    }

    private static ServerProcess start(Path data, @Nullable String key, String... more) throws IOException {
        var cache = System.getProperty(
                "org.bytedeco.javacpp.cachedir",
                Path.of(System.getProperty("user.home"), ".javacpp", "cache").toString());
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Dorg.bytedeco.javacpp.cachedir=" + cache,
                "-cp",
                System.getProperty("java.class.path"),
                TuningServerApplication.class.getName(),
                "--server.port=0",
                "--pitchpipe.server.data=" + data));
        command.addAll(List.of(more));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        if (key != null) {
            builder.environment().put("PITCHPIPE_SERVER_KEY", key);
            builder.environment().put("PITCHPIPE_SERVER_PROJECT", "123456789012");
        }
        return new ServerProcess(builder.start());
    }

    /** Everything it printed. */
    List<String> output() {
        return output;
    }

    int port() {
        TestServer.await(
                "PITCHPIPE_READY, after:\n" + String.join("\n", output), () -> ready() != null || !process.isAlive());
        return Integer.parseInt(Objects.requireNonNull(ready(), () -> String.join("\n", output)));
    }

    private @Nullable String ready() {
        return output.stream()
                .filter(line -> line.startsWith("PITCHPIPE_READY port="))
                .map(line -> line.substring("PITCHPIPE_READY port=".length()))
                .findFirst()
                .orElse(null);
    }

    JsonNode call(String method, String path, @Nullable String body) {
        return call(KEY, method, path, body);
    }

    JsonNode call(String key, String method, String path, @Nullable String body) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .timeout(Duration.ofSeconds(60))
                .header("x-goog-api-key", key)
                .header("Content-Type", "application/json")
                .header("X-Pitchpipe-Extensions", "true")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body));
        try {
            return json.readTree(client.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(String.join("\n", output), failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    /** kill -9. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Closes its standard input, as the end of its parent does. */
    boolean closeInputAndAwaitEnd() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor(60, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        client.close();
    }

    /** Whether a server with this data folder has kept the state of a training. */
    static boolean checkpointIn(Path data, String id) {
        var checkpoints = data.resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return false;
        }
        try (var folders = Files.list(checkpoints)) {
            return folders.filter(folder -> folder.getFileName().toString().startsWith(id + "."))
                    .anyMatch(folder -> Files.exists(folder.resolve("checkpoint.safetensors")));
        } catch (IOException | UncheckedIOException moved) {
            return false;
        }
    }
}
