package io.pitchpipe.tuningserver;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Today's clients of the API, unmodified, with a tuned model of a server on which another training runs and one waits. bin/test --clients fetches those that stand for a kind, --clients=all all of them. */
@Tag("clients")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtherClientsTest {

    private static final long PROJECT = 123456789012L;

    @SuppressWarnings("NullAway.Init")
    private TestServer server;

    @SuppressWarnings("NullAway.Init")
    private String key;

    private final Map<String, String> models = new HashMap<>();

    @BeforeAll
    void start(@TempDir Path data) {
        server = TestServer.start(data, null);
        key = server.key(PROJECT);
        var ready = ClientScript.create(server, key, "ready", 20, 2);
        TestServer.await("the model is ready", () -> get(ready).contains("\"ACTIVE\""));
        var waits = ClientScript.occupy(server, key).getLast();
        models.put("PITCHPIPE_READY", "tunedModels/" + ready);
        models.put("PITCHPIPE_WAITS", "tunedModels/" + waits);
        models.put(
                "PITCHPIPE_WAITS_OPERATION",
                server.get("/v1beta/tunedModels/" + waits + "/operations?key=" + key)
                        .json()
                        .path("operations")
                        .path(0)
                        .path("name")
                        .asString());
    }

    private String get(String id) {
        return server.get("/v1beta/tunedModels/" + id + "?key=" + key).body();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void google_genai_of_python() throws Exception {
        python("google-genai 3.6.1", "python-google", "genai_python.py", 10);
    }

    @Test
    void the_generated_client_of_python_over_rest() throws Exception {
        python("google-ai-generativelanguage 0.12.1", "python-google", "gapic_rest.py", 15);
    }

    @Test
    void litellm() throws Exception {
        python("litellm 1.110.2", "python-others", "litellm_python.py", 3);
    }

    @Test
    void langchain_of_python() throws Exception {
        python("langchain-google-genai 4.4.3", "python-others", "langchain_python.py", 5);
    }

    @Test
    void langchain_of_javascript() throws Exception {
        node("@langchain/google-genai@2.3.2", "langchain.mjs", 3);
    }

    @Test
    void vercels_ai_sdk() throws Exception {
        node("@ai-sdk/google@4.0.121", "ai_sdk.mjs", 3);
    }

    @Test
    void genkit() throws Exception {
        node("@genkit-ai/google-genai@1.42.0", "genkit.mjs", 3);
    }

    @Test
    void langchain4j() throws Exception {
        java("langchain4j-google-ai-gemini 1.19.6", "langchain4j", "Langchain4j.java", 3);
    }

    @Test
    void spring_ai() throws Exception {
        java("spring-ai-google-genai 2.0.1", "spring-ai", "SpringAi.java", 3);
    }

    @Test
    void google_genai_of_go() throws Exception {
        go("google.golang.org/genai 1.77.0", "genai", 6);
    }

    @Test
    void the_generated_client_of_go_over_rest() throws Exception {
        go("cloud.google.com/go/ai 0.13.0", "gapic", 7);
    }

    private void python(String client, String environment, String script, int calls) throws Exception {
        var python = ClientScript.CLIENTS.resolve(environment).resolve("bin/python");
        ClientScript.assumeHere(python);
        run(client, Map.of(), List.of(python.toString(), script(script)), calls);
    }

    private void node(String client, String script, int calls) throws Exception {
        var modules = ClientScript.CLIENTS.resolve("npm").resolve(client).resolve("node_modules");
        ClientScript.assumeHere(modules);
        run(client, Map.of("PITCHPIPE_NODE_MODULES", modules.toString()), List.of("node", script(script)), calls);
    }

    private void java(String client, String folder, String script, int calls) throws Exception {
        var jars = ClientScript.CLIENTS.resolve("maven").resolve(folder).resolve("classpath.txt");
        ClientScript.assumeHere(jars);
        run(
                client,
                Map.of(),
                List.of(
                        System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                        "-cp",
                        Files.readString(jars).strip(),
                        script("java/" + script)),
                calls);
    }

    private void go(String client, String program, int calls) throws Exception {
        var built = ClientScript.CLIENTS.resolve("go").resolve(program);
        ClientScript.assumeHere(built);
        run(client, Map.of(), List.of(built.toString()), calls);
    }

    private void run(String client, Map<String, String> more, List<String> command, int calls) throws Exception {
        var environment = new HashMap<>(models);
        environment.putAll(more);
        ClientScript.run(server, key, client, environment, command, calls);
    }

    private static String script(String name) {
        return ClientScript.SCRIPTS.resolve(name).toString();
    }
}
