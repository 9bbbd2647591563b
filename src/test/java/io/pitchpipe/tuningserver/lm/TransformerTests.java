package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TransformerTests {

    private static final int[] TEXT = {72, 101, 108, 108, 111, 32, 119, 111, 114, 108, 100, 33};

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void a_prompt_and_what_follows_token_by_token_give_the_logits_of_the_text_read_at_once(Family family)
            throws IOException {
        Path files = TinyModels.folder(folder, "tiny", TinyModels.of(family, TinyModels.SHAPE), 7);
        try (LanguageModel model = BaseModelCatalog.open("models/tiny", files);
                LanguageModel.Use use = model.use();
                NoGradGuard silent = new NoGradGuard();
                KvCache cache = use.transformer().cache(model.config().context())) {
            int[] next = Arrays.copyOf(TEXT, 5);
            for (int read = 5; read <= TEXT.length; read++) {
                float[] cached = Generator.logits(use.transformer(), null, next, cache);
                float[] whole = logits(use.transformer(), TEXT, read);
                for (int i = 0; i < whole.length; i++) {
                    assertThat(cached[i]).as("%d tokens read", read).isCloseTo(whole[i], within(1e-4f));
                }
                next = new int[] {TEXT[Math.min(read, TEXT.length - 1)]};
            }
        }
    }

    @Test
    void what_follows_a_position_cannot_change_it_so_padding_on_the_right_is_harmless() throws IOException {
        try (LanguageModel model = TinyModels.open(folder);
                LanguageModel.Use use = model.use();
                NoGradGuard silent = new NoGradGuard()) {
            float[] alone = logits(use.transformer(), Arrays.copyOf(TEXT, 6), 6);
            float[] padded = logits(use.transformer(), TEXT, 6);
            for (int i = 0; i < alone.length; i++) {
                assertThat(padded[i]).isCloseTo(alone[i], within(1e-4f));
            }
        }
    }

    @Test
    void a_cache_grows_beyond_its_first_room() throws IOException {
        ModelConfig longer =
                new ModelConfig(260, 16, 16, 1, 2, 1, 8, 600, 10_000, 1e-5, false, Family.LLAMA, null, null);
        Path files = TinyModels.folder(folder, "long", longer, 3);
        try (LanguageModel model = BaseModelCatalog.open("models/long", files);
                LanguageModel.Use use = model.use();
                NoGradGuard silent = new NoGradGuard();
                KvCache cache = use.transformer().cache(600)) {
            int[] text = new int[300];
            Arrays.setAll(text, i -> i % 250);
            Generator.logits(use.transformer(), null, Arrays.copyOf(text, 254), cache);
            float[] cached = {};
            for (int i = 254; i < 300; i++) {
                cached = Generator.logits(use.transformer(), null, new int[] {text[i]}, cache);
            }
            float[] whole = logits(use.transformer(), text, 300);
            assertThat(cached[17]).isCloseTo(whole[17], within(1e-4f));
        }
    }

    @Test
    void what_a_family_has_of_its_own_is_in_the_shape_and_the_weights() throws IOException {
        for (Family family : Family.values()) {
            ModelConfig shape = TinyModels.of(family, TinyModels.SHAPE);
            Path files = TinyModels.folder(folder, family.name(), shape, 7);
            try (LanguageModel model = BaseModelCatalog.open("models/tiny", files);
                    LanguageModel.Use use = model.use();
                    Native scope = Native.scope()) {
                assertThat(model.config()).isEqualTo(shape);
                assertThat(use.transformer().weights().containsKey("model.layers.1.self_attn.q_norm.weight"))
                        .isEqualTo(family.hasHeadNorms());
                float[] inFile = Objects.requireNonNull(
                                TinyModels.weights(shape, 7).get("model.norm.weight"))
                        .values();
                float[] norm = Native.values(
                        Objects.requireNonNull(use.transformer().weights().get("model.norm.weight")));
                for (int i = 0; i < norm.length; i++) {
                    assertThat(norm[i]).isEqualTo(family.isGemma() ? 1 + inFile[i] : inFile[i]);
                }
            }
        }
    }

    @Test
    void weights_of_another_shape_than_the_configuration_says_are_refused_by_name() throws IOException {
        Path files = TinyModels.folder(folder, "wrong", TinyModels.SHAPE, 7);
        ModelConfig other = new ModelConfig(260, 32, 64, 2, 4, 2, 8, 256, 10_000, 1e-5, true, Family.LLAMA, null, null);
        java.nio.file.Files.writeString(files.resolve("config.json"), TinyModels.configJson(other));
        assertThatThrownBy(() -> BaseModelCatalog.open("models/wrong", files))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("gate_proj");
    }

    /** Scores after the first {@code length} tokens of a text that is read whole. */
    private static float[] logits(Transformer transformer, int[] text, int length) {
        try (Native scope = Native.scope()) {
            long[] tokens = Arrays.stream(text).asLongStream().toArray();
            Tensor hidden = transformer.hidden(
                    transformer.placement().longs(tokens, tokens.length), TextRun.of(tokens.length), null, null);
            return Native.values(transformer.logits(hidden.narrow(0, length - 1, 1)));
        }
    }
}
