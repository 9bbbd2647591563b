package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/** Adapters on disk, and on the base they were made for. */
class AdapterTests extends TinyTraining {

    @Test
    void a_saved_adapter_answers_as_the_one_it_was_saved_from() throws IOException {
        try (Adapter trained = train(SETTINGS, "save", new ArrayList<>())) {
            trained.save(folder.resolve("tuned"));
            try (Adapter loaded = Adapter.load(folder.resolve("tuned"))) {
                assertThat(values(loaded)).isEqualTo(values(trained));
                assertThat(answer(loaded)).isEqualTo(answer(trained));
                assertThat(loaded.baseModel()).isEqualTo("models/tiny");
            }
            Path description = folder.resolve("tuned").resolve("adapter.json");
            String text = Files.readString(description);
            Files.writeString(description, text.replaceAll(",\\s*\"family\"\\s*:\\s*\"LLAMA\"", ""));
            assertThat(Files.readString(description)).doesNotContain("family");
            try (Adapter older = Adapter.load(folder.resolve("tuned"))) {
                assertThat(answer(older)).as("of before there were families").isEqualTo(answer(trained));
            }
        }
    }

    @Test
    void a_damaged_adapter_is_refused() throws IOException {
        try (Adapter trained = train(SETTINGS, "damage", new ArrayList<>())) {
            trained.save(folder.resolve("tuned"));
        }
        Files.writeString(
                folder.resolve("tuned").resolve("adapter.json"),
                "{\"rank\": 8, \"alpha\": 16, \"targets\": [\"java.lang.Runtime\"]}");
        assertThatThrownBy(() -> Adapter.load(folder.resolve("tuned"))).isInstanceOf(UnreadableModelException.class);
        assertThatThrownBy(() -> Adapter.load(folder.resolve("missing"))).isInstanceOf(UnreadableModelException.class);
    }

    @Test
    void an_adapter_of_another_base_is_refused() throws IOException {
        ModelConfig other = new ModelConfig(260, 16, 16, 1, 2, 1, 8, 128, 10_000, 1e-5, true, Family.LLAMA, null, null);
        Path files = TinyModels.folder(folder, "other", other, 1);
        try (Adapter adapter = train(SETTINGS, "mine", new ArrayList<>());
                LanguageModel otherModel = BaseModelCatalog.open("models/other", files)) {
            assertThatThrownBy(() -> new Generator()
                            .generate(otherModel, adapter, Prompt.of("1"), SamplingSettings.greedy(4), TokenSink.NONE))
                    .isInstanceOf(UnreadableModelException.class)
                    .hasMessageContaining("models/tiny");
        }
    }
}
