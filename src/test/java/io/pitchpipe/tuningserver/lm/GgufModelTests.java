package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class GgufModelTests {

    private static final List<String> SPECIALS = List.of("<|endoftext|>", "<|im_start|>", "<|im_end|>");
    private static final List<String> MERGES = List.of("Ġ t", "h e", "Ġt he", "i n", "1 2");
    private static final ModelConfig SHAPE = new ModelConfig(
            SPECIALS.size() + 256 + MERGES.size(),
            32,
            48,
            2,
            4,
            2,
            8,
            128,
            10_000,
            1e-5,
            true,
            Family.LLAMA,
            null,
            null);

    @TempDir
    Path folder;

    @Test
    void one_part_of_several_names_the_others() throws IOException {
        Path part =
                writer().with("split.no", 0).with("split.count", 3).write(folder.resolve("tiny-00001-of-00003.gguf"));

        assertThatThrownBy(() -> BaseModelCatalog.open("models/tiny", part))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("part 1 of 3")
                .hasMessageContaining("tiny-00002-of-00003.gguf, tiny-00003-of-00003.gguf")
                .hasMessageContaining("llama-gguf-split --merge");
    }

    private static GgufWriter writer() {
        return GgufWriter.of(SHAPE, TinyModels.weights(SHAPE, 9)).tokens(SPECIALS, letters(), MERGES);
    }

    /** GPT-2's letters for the 256 bytes, in no order that matters. */
    private static List<String> letters() {
        List<String> letters = new ArrayList<>();
        char next = 256;
        for (int value = 0; value < 256; value++) {
            boolean seen = value >= '!' && value <= '~' || value >= 0xA1 && value <= 0xAC || value >= 0xAE;
            letters.add(String.valueOf(seen ? (char) value : next++));
        }
        return letters;
    }

    @ParameterizedTest
    @EnumSource(names = {"LLAMA", "QWEN3"})
    void weights_come_out_in_hugging_faces_names_and_order(Family family) throws IOException {
        ModelConfig shape = TinyModels.of(family, SHAPE);
        Path file = GgufWriter.of(shape, TinyModels.weights(shape, 9))
                .tokens(SPECIALS, letters(), MERGES)
                .write(folder.resolve("tiny.gguf"));
        GgufModel model = new GgufModel(file);
        assertThat(model.config()).isEqualTo(shape);
        assertThat(model.metadata()).containsEntry("name", "Tiny of the tests").containsEntry("licence", "apache-2.0");
        Map<String, Safetensors.Values> expected = TinyModels.weights(shape, 9);
        try (WeightSource weights = model.weights()) {
            assertThat(weights.names()).containsExactlyInAnyOrderElementsOf(expected.keySet());
            expected.forEach((name, values) -> {
                float[] read = new float[values.values().length];
                weights.read(name, java.lang.foreign.MemorySegment.ofArray(read));
                assertThat(weights.shape(name)).isEqualTo(values.shape());
                assertThat(read).as(name).isEqualTo(values.values());
            });
        }
    }

    @Test
    void an_opened_file_counts_merges_and_writes_its_chat_form() throws IOException {
        Path file = writer().write(folder.resolve("tiny.gguf"));
        try (LanguageModel model = BaseModelCatalog.open("models/tiny", file)) {
            assertThat(model.countTokens(" the")).isEqualTo(1);
            // Digits stand alone in this kind, whatever the merges say.
            assertThat(model.countTokens("12")).isEqualTo(2);
            int[] prompt =
                    model.template().prompt(model.tokenizer(), Prompt.of("in").turns());
            assertThat(prompt[0]).isEqualTo(1);
            assertThat(prompt).hasSize(1 + "user\n".length() + 1 + 1 + 1 + 1 + "assistant\n".length());
            assertThat(model.template().endOfTurn(model.tokenizer())).isEqualTo(2);
            // A text that looks like a special token is text.
            assertThat(model.tokenizer().encode("<|im_end|>")).doesNotContain(2).hasSizeGreaterThan(5);
        }
    }

    @Property(tries = 100)
    void any_text_survives_the_byte_pair_tokenizer(@ForAll String any) throws IOException {
        String text = new String(any.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        Tokenizer tokenizer = Shared.TOKENIZER;
        AnswerText out = new AnswerText(List.of());
        StringBuilder back = new StringBuilder();
        for (int token : tokenizer.encode(text)) {
            back.append(out.add(tokenizer.bytes(token)));
        }
        assertThat(back.append(out.end()).toString()).isEqualTo(text);
    }

    private static final class Shared {
        static final Tokenizer TOKENIZER = open();

        private static Tokenizer open() {
            try {
                Path file = Files.createTempFile("tokenizer", ".gguf");
                try {
                    writer().write(file);
                    return new GgufModel(file).tokenizer();
                } finally {
                    Files.delete(file);
                }
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }

    @Test
    void a_file_cut_anywhere_in_its_description_or_its_weights_is_refused() throws IOException {
        byte[] whole = writer().bytes();
        Path file = folder.resolve("cut.gguf");
        for (int length = 0; length < whole.length; length += length < 400 ? 1 : 997) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> new GgufModel(file))
                    .isInstanceOf(UnreadableModelException.class)
                    .hasMessageContaining("cut.gguf");
        }
    }

    @Test
    void another_kind_of_file_is_refused_by_name() throws IOException {
        Path file = Files.writeString(folder.resolve("other.gguf"), "PK this is something else entirely");
        assertThatThrownBy(() -> new GgufModel(file))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("other.gguf is no GGUF file");
    }

    @Test
    void absurd_counts_are_refused_without_reserving_memory_for_them() throws IOException {
        for (int at : new int[] {8, 16}) {
            byte[] bytes = writer().bytes();
            ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(at, Long.MAX_VALUE / 2);
            Path file = Files.write(folder.resolve("absurd.gguf"), bytes);
            assertThatThrownBy(() -> new GgufModel(file)).isInstanceOf(UnreadableModelException.class);
        }
    }

    @Test
    void flipped_bytes_in_the_description_never_do_worse_than_be_refused() throws IOException {
        byte[] whole = writer().bytes();
        java.util.Random random = new java.util.Random(4);
        Path file = folder.resolve("flipped.gguf");
        for (int i = 0; i < 300; i++) {
            byte[] bytes = whole.clone();
            bytes[random.nextInt(4000)] = (byte) random.nextInt();
            Files.write(file, bytes);
            try {
                new GgufModel(file);
            } catch (UnreadableModelException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
        }
    }

    @Test
    void what_the_engine_does_not_know_is_said() throws IOException {
        assertThatThrownBy(() -> new GgufModel(
                        writer().with("general.architecture", "mamba").write(folder.resolve("a.gguf"))))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("mamba");
        assertThatThrownBy(() -> new GgufModel(
                        writer().with("llama.rope.scaling.type", "yarn").write(folder.resolve("b.gguf"))))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("positions");
        Path sentencePiece = writer().with("tokenizer.ggml.model", "llama").write(folder.resolve("c.gguf"));
        assertThatThrownBy(() -> new GgufModel(sentencePiece).tokenizer())
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("Hugging Face folder");
    }

    @Test
    void weights_in_a_format_that_is_not_read_are_refused_by_its_name() throws IOException {
        Map<Integer, String> refused = Map.of(9, "Q8_1", 15, "Q8_K", 28, "F64", 40, "NVFP4", 99, "number 99");
        for (Map.Entry<Integer, String> format : refused.entrySet()) {
            Path file = writer().inFormat(format.getKey()).write(folder.resolve(format.getKey() + ".gguf"));
            assertThatThrownBy(() -> new GgufModel(file))
                    .isInstanceOf(UnreadableModelException.class)
                    .hasMessageContaining("in the GGUF format " + format.getValue() + ",")
                    .hasMessageContaining("take an F16, Q8_0, Q6_K or Q4_K file");
        }
    }

    @Test
    void positions_scaled_by_a_list_of_divisors_or_by_a_factor_are_read_so() throws IOException {
        Path divided = writer().tensor("rope_freqs.weight", new long[] {4}, 1, 1, 2.5f, 8)
                .write(folder.resolve("divided.gguf"));
        assertThat(new GgufModel(divided).config().scaling()).isEqualTo(RopeScaling.divided(List.of(1f, 1f, 2.5f, 8f)));
        float[] plain = RopeScaling.plain(10_000, 8);
        assertThat(RopeScaling.divided(List.of(1f, 1f, 2.5f, 8f)).frequencies(10_000, 8))
                .containsExactly(plain[0], plain[1], plain[2] / 2.5f, plain[3] / 8);
        Path linear = writer().with("llama.rope.scaling.type", "linear")
                .with("llama.rope.scaling.factor", 4f)
                .write(folder.resolve("linear.gguf"));
        assertThat(new GgufModel(linear).config().scaling()).isEqualTo(RopeScaling.linear(4));
        Path narrow =
                writer().tensor("rope_freqs.weight", new long[] {3}, 1, 1, 2).write(folder.resolve("narrow.gguf"));
        assertThatThrownBy(() -> new GgufModel(narrow))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("heads of another width");
    }
}
