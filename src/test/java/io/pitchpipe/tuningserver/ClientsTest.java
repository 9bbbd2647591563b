package io.pitchpipe.tuningserver;

import io.pitchpipe.tuningserver.access.ProjectNumber;
import io.pitchpipe.tuningserver.access.Projects;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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

    private static final Path scripts = ClientScript.SCRIPTS;
    private static final Path clients = ClientScript.CLIENTS;

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
    void google_genai_3_3_does_what_it_still_offers() throws Exception {
        node("@google/genai@3.3.0", "genai.mjs", "no", 10);
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
        ClientScript.assumeHere(modules);
        run(
                client,
                Map.of("PITCHPIPE_NODE_MODULES", modules.toString(), "PITCHPIPE_TUNES", tunes),
                Path.of("node"),
                script,
                calls);
    }

    /** Runs a script while another training runs and one waits; both are cancelled in its midst, so that its own get their turn. */
    private void run(String client, Map<String, String> more, Path interpreter, String script, int calls)
            throws Exception {
        if (interpreter.isAbsolute()) {
            ClientScript.assumeHere(interpreter);
        }
        var key = server.key(PROJECT);
        var others = ClientScript.occupy(server, key);
        var release = Thread.ofVirtual().start(() -> ClientScript.release(server, key, others));
        ClientScript.run(
                server,
                key,
                client,
                more,
                List.of(interpreter.toString(), scripts.resolve(script).toString()),
                calls);
        release.join();
    }
}
