package io.pitchpipe.tuningserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Runs other people's clients, each by a script that says a line for each call that went well, against a server on which another training runs and one waits. */
final class ClientScript {

    static final Path SCRIPTS = Path.of("src", "test", "clients").toAbsolutePath();
    static final Path CLIENTS = Path.of(System.getenv().getOrDefault("PITCHPIPE_CLIENTS", "target/clients"))
            .toAbsolutePath();

    /** How long a script is left with the two others before they are cancelled. */
    private static final long OCCUPIED_SECONDS = 6;

    private static final AtomicInteger ids = new AtomicInteger();

    private ClientScript() {}

    /** bin/test --clients says why what it could not fetch is not here. */
    static void assumeHere(Path fetched) {
        assumeTrue(Files.exists(fetched), () -> fetched + " is not here: bin/test --clients could not fetch it");
    }

    /** Runs a script and keeps what it said. */
    static void run(
            TestServer server, String key, String client, Map<String, String> more, List<String> command, int calls)
            throws IOException, InterruptedException {
        var said = Files.createDirectories(CLIENTS.resolve("said"))
                .resolve(client.replace('/', '_').replace(' ', '-') + ".txt");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PITCHPIPE_URL",
                        "http://127.0.0.1:" + server.port(),
                        "PITCHPIPE_KEY",
                        key,
                        "PITCHPIPE_OTHER_EMAIL",
                        "other@example.com"));
        builder.environment().putAll(more);
        var process = builder.start();
        boolean ended = process.waitFor(300, TimeUnit.SECONDS);
        process.destroyForcibly();

        var output = Files.readString(said, StandardCharsets.UTF_8);
        assertThat(ended).as(output).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        assertThat(output.lines().filter(line -> line.startsWith("ok ")))
                .as(output)
                .hasSize(calls);
    }

    /** Creates a model by a training of so many epochs, and gives its id. */
    static String create(TestServer server, String key, String name, int pairs, int epochs) {
        var id = name + "-" + ids.incrementAndGet();
        var examples = IntStream.rangeClosed(1, pairs)
                .mapToObj(n -> "{\"textInput\":\"%d\",\"output\":\"%d\"}".formatted(n, n + 1))
                .collect(Collectors.joining(","));
        var answer = server.post(
                "/v1beta/tunedModels?tunedModelId=" + id + "&key=" + key,
                "{\"displayName\":\"%s\",\"baseModel\":\"models/pitchpipe-demo\",\"tuningTask\":{\"hyperparameters\":{\"epochCount\":%d,\"batchSize\":1},\"trainingData\":{\"examples\":{\"examples\":[%s]}}}}"
                        .formatted(name, epochs, examples));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return id;
    }

    /** Lets one training run and another wait, both longer than any script. */
    static List<String> occupy(TestServer server, String key) {
        return List.of(create(server, key, "trains", 100, 1000), create(server, key, "waits", 100, 1000));
    }

    /** Ends them after a while. */
    static void release(TestServer server, String key, List<String> others) {
        try {
            TimeUnit.SECONDS.sleep(OCCUPIED_SECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        // The one that waits goes first, or it would take the other's turn.
        others.reversed().forEach(id -> server.post("/v1beta/tunedModels/" + id + ":cancel?key=" + key, "{}"));
    }
}
