package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratorTests {

    @TempDir
    Path folder;

    private final Generator generator = new Generator();

    @Test
    void an_answer_comes_in_pieces_that_make_the_whole_and_the_same_seed_gives_the_same() throws IOException {
        try (LanguageModel model = TinyModels.open(folder)) {
            StringBuilder pieces = new StringBuilder();
            SamplingSettings settings = new SamplingSettings(0.9, 0.95, 40, 30, List.of(), 3);
            Generation one = generator.generate(model, null, Prompt.of("hello"), settings, piece -> {
                assertThat(piece).isNotEmpty();
                pieces.append(piece);
                return true;
            });
            assertThat(pieces.toString()).isEqualTo(one.text());
            assertThat(one.promptTokens())
                    .isEqualTo(model.countTokens(Prompt.of("hello").turns()))
                    .isEqualTo(8);
            assertThat(one.outputTokens()).isLessThanOrEqualTo(30);
            assertThat(generator.generate(model, null, Prompt.of("hello"), settings, TokenSink.NONE))
                    .isEqualTo(one);
        }
    }

    @Test
    void a_sink_that_wants_no_more_ends_the_answer() throws IOException {
        try (LanguageModel model = TinyModels.open(folder)) {
            Generation cut = generator.generate(
                    model,
                    null,
                    Prompt.of("hello"),
                    new SamplingSettings(2, 1, 1000, 200, List.of(), 1),
                    piece -> false);
            assertThat(cut.finishReason()).isEqualTo(FinishReason.ABORTED);
        }
    }

    @Test
    void the_context_bounds_an_answer_and_a_prompt_that_fills_it_is_refused() throws IOException {
        ModelConfig small = new ModelConfig(260, 16, 16, 1, 2, 1, 8, 32, 10_000, 1e-5, true, Family.LLAMA, null, null);
        try (LanguageModel model =
                BaseModelCatalog.open("models/small", TinyModels.folder(folder, "small", small, 2))) {
            Generation answer = generator.generate(
                    model,
                    null,
                    Prompt.of("x".repeat(25)),
                    new SamplingSettings(0, 1, 1, 500, List.of(), 1),
                    TokenSink.NONE);
            assertThat(answer.promptTokens() + answer.outputTokens()).isLessThanOrEqualTo(32);
            assertThatThrownBy(() -> generator.generate(
                            model, null, Prompt.of("x".repeat(40)), SamplingSettings.greedy(5), TokenSink.NONE))
                    .isInstanceOfSatisfying(PromptTooLongException.class, e -> {
                        assertThat(e.examples()).isEmpty();
                        assertThat(e.tokens()).isEqualTo(43);
                        assertThat(e.limit()).isEqualTo(31);
                    });
        }
    }
}
