package io.pitchpipe.tuningserver.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.tuningserver.lm.BaseModelCatalog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What people name as a model on their disk: taken by its own name, or named for what it is. */
class ModelSourceTests {

    private static final URI NO_HUB = URI.create("http://127.0.0.1:1");

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        ModelsCommand command = new ModelsCommand(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                new ModelsCommand.Sources(NO_HUB, "", NO_HUB + "/simple", ""));
        return command.run(List.of(args));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private Path models() {
        return folder.resolve("data").resolve("models");
    }

    private static byte[] bundled(String file) throws IOException {
        try (var in = ModelSourceTests.class.getResourceAsStream("/models/pitchpipe-demo/" + file)) {
            return Objects.requireNonNull(in).readAllBytes();
        }
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

    /** A folder of a model that can be used. */
    private static Path model(Path path) throws IOException {
        Files.createDirectories(path);
        for (String file : List.of("config.json", "pitchpipe.json", "model.safetensors")) {
            Files.write(path.resolve(file), bundled(file));
        }
        return path;
    }

    private String refused(Path path) {
        err.reset();
        assertThat(run("add", path.toString(), "--data", data())).isEqualTo(1);
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_pointer_of_git_lfs_is_named_in_whatever_file() throws IOException {
        var pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n";
        for (String file : List.of("model.safetensors", "config.json")) {
            Path model = model(folder.resolve("lfs-" + file));
            Files.writeString(model.resolve(file), pointer);
            assertThat(refused(model)).contains(file + " is a pointer of Git LFS", "git lfs pull");
        }
        Path gguf = Files.writeString(folder.resolve("lfs.gguf"), pointer);
        assertThat(refused(gguf)).contains("lfs.gguf is a pointer of Git LFS");
        assertNothingIsAdded();
    }

    @Test
    void an_adapter_is_named_with_its_base() throws IOException {
        Path adapter = Files.createDirectory(folder.resolve("adapter"));
        Files.writeString(adapter.resolve("adapter_config.json"), "{\"base_model_name_or_path\":\"someone/tiny\"}");
        Files.writeString(adapter.resolve("adapter_model.safetensors"), "x");

        assertThat(refused(adapter)).contains("is an adapter (LoRA, PEFT)", "made for someone/tiny");
    }

    @Test
    void a_quantized_folder_is_named() throws IOException {
        Path model = model(folder.resolve("quantized"));
        String config = Files.readString(model.resolve("config.json"));
        Files.writeString(
                model.resolve("config.json"),
                config.replaceFirst("\\{", "{\"quantization_config\":{\"quant_method\":\"bitsandbytes\"},"));

        assertThat(refused(model)).contains("quantization_config: bitsandbytes");
    }

    @Test
    void a_model_in_hugging_faces_cache_has_its_own_name() throws IOException {
        Path cached = folder.resolve("models--someone--Tiny-2");
        model(cached.resolve("snapshots").resolve("0123456789abcdef"));

        for (Path named : List.of(
                cached, cached.resolve("snapshots"), cached.resolve("snapshots").resolve("0123456789abcdef"))) {
            assertThat(run("add", named.toString(), "--data", data()))
                    .as(err.toString(StandardCharsets.UTF_8))
                    .isZero();
            assertThat(new BaseModelCatalog(models()).find("models/tiny-2")).isPresent();
        }
        Files.createDirectory(cached.resolve("snapshots").resolve("fedcba9876543210"));
        assertThat(refused(cached)).contains("several snapshots");
        Files.createDirectory(cached.resolve("refs"));
        Files.writeString(cached.resolve("refs").resolve("main"), "0123456789abcdef\n");
        assertThat(run("add", cached.toString(), "--data", data())).isZero();
    }

    @Test
    void parts_that_are_missing_and_weights_of_another_form_are_named() throws IOException {
        Path model = model(folder.resolve("parts"));
        Files.move(model.resolve("model.safetensors"), model.resolve("model-00001-of-00002.safetensors"));
        Files.writeString(
                model.resolve("model.safetensors.index.json"),
                "{\"weight_map\":{\"a\":\"model-00001-of-00002.safetensors\",\"b\":\"model-00002-of-00002.safetensors\"}}");
        assertThat(refused(model)).contains("model-00002-of-00002.safetensors is missing");
        assertThat(refused(model.resolve("model-00001-of-00002.safetensors")))
                .contains("Name the folder that it lies in");

        Path pickled = model(folder.resolve("pickled"));
        Files.move(pickled.resolve("model.safetensors"), pickled.resolve("pytorch_model.bin"));
        assertThat(refused(pickled)).contains("weights are in pytorch_model.bin", "*.safetensors only");

        Path ggufs = Files.createDirectory(folder.resolve("ggufs"));
        Files.writeString(ggufs.resolve("tiny.Q4.gguf"), "GGUF");
        assertThat(refused(ggufs)).contains("Name one of them: tiny.Q4.gguf");
        assertThat(refused(Files.writeString(folder.resolve("blob"), "nothing")))
                .contains("is neither a GGUF file");
        // By its magic it is one, so it is opened.
        assertThat(refused(Files.writeString(folder.resolve("sha256-4f2a"), "GGUF")))
                .contains("cut or damaged");
        assertNothingIsAdded();
    }

    @Test
    void the_form_of_chats_is_shown_when_a_model_is_added_and_listed() throws IOException {
        assertThat(run("add", model(folder.resolve("mine")).toString(), "--data", data()))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Chats are written in a form of its own.");
        out.reset();
        run("list", "--data", data());
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("Chats are written in a form of its own.");
    }
}
