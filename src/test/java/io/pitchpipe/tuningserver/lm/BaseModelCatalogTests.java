package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BaseModelCatalogTests {

    @TempDir
    Path folder;

    @Test
    void without_a_models_folder_there_is_the_demo_base_and_it_says_so() {
        List<BaseModelInfo> list = new BaseModelCatalog(folder.resolve("missing")).list();
        assertThat(list).singleElement().satisfies(demo -> {
            assertThat(demo.name()).isEqualTo(BaseModelCatalog.DEMO);
            assertThat(demo.demo()).isTrue();
            assertThat(demo.displayName()).containsIgnoringCase("demo");
            assertThat(demo.licence()).isEqualTo("Apache-2.0");
            assertThat(demo.parameterCount()).isBetween(1_000_000L, 2_000_000L);
        });
    }

    @Test
    void a_model_dropped_in_appears_and_one_taken_away_is_gone() throws IOException {
        BaseModelCatalog catalog = new BaseModelCatalog(folder);
        assertThat(catalog.find("models/my-tiny")).isEmpty();
        Path files = TinyModels.folder(folder, "My Tiny", TinyModels.SHAPE, 1);
        assertThat(catalog.find("models/my-tiny")).hasValueSatisfying(info -> {
            assertThat(info.displayName()).isEqualTo("Tiny");
            assertThat(info.inputTokenLimit()).isEqualTo(256);
            assertThat(info.learningRateScale()).isEqualTo(5);
            assertThat(info.demo()).isFalse();
        });
        assertThat(catalog.list().getLast().demo())
                .as("the demo base is the last")
                .isTrue();
        Files.delete(files.resolve("config.json"));
        assertThat(catalog.find("models/my-tiny")).isEmpty();
        assertThatThrownBy(() -> catalog.open("models/my-tiny")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void what_cannot_be_used_is_told_with_the_reason_until_it_is_mended() throws IOException {
        Files.writeString(folder.resolve("broken.gguf"), "no model");
        Path files = TinyModels.folder(folder, "odd", TinyModels.SHAPE, 1);
        String good = Files.readString(files.resolve("config.json"));
        Files.writeString(files.resolve("config.json"), good.replace("\"llama\"", "\"mamba\""));
        BaseModelCatalog catalog = new BaseModelCatalog(folder);
        assertThat(catalog.list()).hasSize(1);
        assertThat(catalog.unreadable()).hasSize(2).anySatisfy(fault -> {
            assertThat(fault.file()).isEqualTo("broken.gguf");
            assertThat(fault.reason()).contains("no GGUF file");
        });
        assertThat(catalog.unreadable())
                .anySatisfy(fault -> assertThat(fault.reason()).contains("mamba"));
        Files.writeString(files.resolve("config.json"), good);
        Files.setLastModifiedTime(files.resolve("config.json"), FileTime.fromMillis(System.currentTimeMillis() + 5000));
        assertThat(catalog.find("models/odd")).isPresent();
        assertThat(catalog.unreadable()).hasSize(1);
    }

    @Test
    void names_that_climb_out_of_the_folder_find_nothing() throws IOException {
        TinyModels.folder(folder.resolve("outside"), "secret", TinyModels.SHAPE, 1);
        BaseModelCatalog catalog = new BaseModelCatalog(folder.resolve("models"));
        assertThatThrownBy(() -> catalog.open("models/../outside/secret")).isInstanceOf(NoSuchElementException.class);
    }

    @Test
    void a_model_of_several_shards_is_read_whole() throws IOException {
        Path files = TinyModels.folder(folder, "sharded", TinyModels.SHAPE, 1);
        var weights = TinyModels.weights(TinyModels.SHAPE, 1);
        Files.delete(files.resolve("model.safetensors"));
        var first = new java.util.LinkedHashMap<String, Safetensors.Values>();
        var second = new java.util.LinkedHashMap<String, Safetensors.Values>();
        weights.forEach((name, values) -> (first.size() < 5 ? first : second).put(name, values));
        Safetensors.write(
                files.resolve("model-00001-of-00002.safetensors"), first, java.util.Map.of(), FloatFormat.BF16);
        assertThatThrownBy(() -> BaseModelCatalog.open("models/sharded", files))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("lacks the tensor");
        Safetensors.write(
                files.resolve("model-00002-of-00002.safetensors"), second, java.util.Map.of(), FloatFormat.F16);
        try (LanguageModel model = BaseModelCatalog.open("models/sharded", files)) {
            assertThat(model.countTokens("äb")).isEqualTo(3);
        }
    }

    @Test
    void a_configuration_may_leave_numbers_null_and_a_window_bounds_the_context() throws IOException {
        Path files = TinyModels.folder(folder, "nulls", TinyModels.SHAPE, 1);
        String plain = Files.readString(files.resolve("config.json")).strip();
        String open = plain.substring(0, plain.length() - 1);
        Files.writeString(
                files.resolve("config.json"),
                open.replace("\"head_dim\":8", "\"head_dim\":null")
                        + ",\"rope_scaling\":null,\"sliding_window\":null}");
        assertThat(new HuggingFaceFolder(files).config()).isEqualTo(TinyModels.SHAPE);
        Files.writeString(files.resolve("config.json"), open + ",\"sliding_window\":100}");
        assertThat(new HuggingFaceFolder(files).config().context()).isEqualTo(100);
    }

    @Test
    void a_closed_model_says_so() throws IOException {
        LanguageModel model = TinyModels.open(folder);
        model.close();
        model.close();
        assertThatThrownBy(() -> new Generator()
                        .generate(model, null, Prompt.of("1"), SamplingSettings.greedy(2), TokenSink.NONE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("closed");
    }
}
