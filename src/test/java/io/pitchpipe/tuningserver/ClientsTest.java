package io.pitchpipe.tuningserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pitchpipe.tuningserver.access.ProjectNumber;
import io.pitchpipe.tuningserver.access.Projects;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Google's npm and PyPI clients, unmodified, and the public tutorials as printed, against a server that really tunes the bundled base. bin/test --clients fetches them and runs this. */
@Tag("clients")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientsTest {

    private static final Path scripts = Path.of("src", "test", "clients").toAbsolutePath();
    private static final Path clients = Path.of(System.getenv().getOrDefault("PITCHPIPE_CLIENTS", "target/clients"))
            .toAbsolutePath();

    private static final Path python = clients.resolve("python/bin/python");
    private static final long PROJECT = 123456789012L;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data, null);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void google_generativeai_lives_a_models_whole_life() throws Exception {
        run("google-generativeai 0.8.6", Map.of(), python, "legacy_python.py", 18);
    }

    @Test
    void google_ai_generativelanguage_lives_a_models_whole_life() throws Exception {
        node("@google-ai/generativelanguage@3.7.1", "gapic.mjs", "no", 19);
    }

    @Test
    void google_genai_1_25_tunes_prompts_and_cancels() throws Exception {
        node("@google/genai@1.25.0", "genai.mjs", "yes", 12);
    }

    @Test
    void google_genai_3_1_does_what_it_still_offers() throws Exception {
        node("@google/genai@3.1.0", "genai.mjs", "no", 10);
    }

    @Test
    void the_public_tutorials_run_as_they_are_printed() throws Exception {
        var projects = server.bean(Projects.class);
        server.key(PROJECT);
        projects.setId(new ProjectNumber(PROJECT), "project-id");

        run(
                "the tutorials",
                Map.of(
                        "PITCHPIPE_PROJECT_ID",
                        "project-id",
                        "PITCHPIPE_TUTORIALS",
                        Path.of("src", "test", "tutorials").toAbsolutePath().toString()),
                python,
                "tutorials.py",
                38);
    }

    private void node(String client, String script, String tunes, int calls) throws Exception {
        var modules = clients.resolve("npm").resolve(client).resolve("node_modules");
        assumeHere(modules);
        run(
                client,
                Map.of("PITCHPIPE_NODE_MODULES", modules.toString(), "PITCHPIPE_TUNES", tunes),
                Path.of("node"),
                script,
                calls);
    }

    /** bin/test --clients says why what it could not fetch is not here. */
    private static void assumeHere(Path fetched) {
        assumeTrue(Files.exists(fetched), () -> fetched + " is not here: bin/test --clients could not fetch it");
    }

    /** Runs a script, which says a line for each call that went well, and keeps what it said. */
    private void run(String client, Map<String, String> more, Path interpreter, String script, int calls)
            throws IOException, InterruptedException {
        if (interpreter.isAbsolute()) {
            assumeHere(interpreter);
        }
        var said = Files.createDirectories(clients.resolve("said"))
                .resolve(client.replace('/', '_').replace(' ', '-') + ".txt");
        var builder = new ProcessBuilder(
                        List.of(interpreter.toString(), scripts.resolve(script).toString()))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment()
                .putAll(Map.of(
                        "PITCHPIPE_URL",
                        "http://127.0.0.1:" + server.port(),
                        "PITCHPIPE_KEY",
                        server.key(PROJECT),
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
}
