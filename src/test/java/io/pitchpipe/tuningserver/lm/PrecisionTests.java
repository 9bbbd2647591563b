package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pitchpipe.bench.SuccessorBench;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A base in bf16 beside the same base in float32, on whatever device the engine's tests run. */
class PrecisionTests {

    private static final TrainingSettings SETTINGS = new TrainingSettings(6, 4, 0.001, 5);

    /** A bfloat16 keeps 8 bits: a weight is off by up to 1 in 512, and losses of what is summed from many of them by less than 1 in 50. */
    private static final double RELATIVE = 0.02;

    @TempDir
    Path folder;

    private Placement exact;
    private Placement half;

    @BeforeEach
    void placements() {
        Device device = Placement.standard().device();
        exact = new Placement(device, Precision.FLOAT32);
        half = new Placement(device, Precision.BF16);
    }

    @ParameterizedTest
    @EnumSource
    void losses_in_bf16_are_close_to_those_in_float32(Family family) throws IOException {
        Path files = TinyModels.folder(folder, "tiny", TinyModels.of(family, TinyModels.SHAPE), 7);
        List<Double> inFloat = losses(files, exact);
        List<Double> inHalf = losses(files, half);
        assertThat(inHalf).hasSameSizeAs(inFloat).isNotEqualTo(inFloat);
        for (int i = 0; i < inFloat.size(); i++) {
            assertThat(inHalf.get(i))
                    .as("step " + (i + 1))
                    .isCloseTo(inFloat.get(i), within(RELATIVE * inFloat.get(i)));
        }
        assertThat(inHalf.getLast()).isLessThan(inHalf.getFirst());
    }

    @Test
    void the_base_takes_half_the_memory_but_for_its_norms() throws IOException {
        Path files = TinyModels.folder(folder, "tiny", TinyModels.SHAPE, 7);
        assertThat((double) bytes(files, half) / bytes(files, exact)).isBetween(0.5, 0.51);
    }

    @Test
    void a_text_read_token_by_token_gives_the_logits_of_the_text_read_at_once_to_the_precision() throws IOException {
        Path files = TinyModels.folder(folder, "tiny", TinyModels.SHAPE, 7);
        int[] text = {72, 101, 108, 108, 111, 32, 119, 111, 114, 108, 100, 33};
        try (LanguageModel model = BaseModelCatalog.open("models/tiny", files, half);
                LanguageModel.Use use = model.use();
                NoGradGuard silent = new NoGradGuard();
                KvCache whole = use.transformer().cache(256);
                KvCache cache = use.transformer().cache(256)) {
            float[] atOnce = Generator.logits(use.transformer(), null, text, whole);
            float[] last = {};
            for (int token : text) {
                last = Generator.logits(use.transformer(), null, new int[] {token}, cache);
            }
            double scale = 0;
            for (float logit : atOnce) {
                scale = Math.max(scale, Math.abs(logit));
            }
            for (int i = 0; i < last.length; i++) {
                assertThat(last[i]).isCloseTo(atOnce[i], within((float) (scale * RELATIVE)));
            }
        }
    }

    @Test
    void adapters_and_the_optimiser_are_float32_and_fit_the_base_in_either_precision() throws IOException {
        Path files = TinyModels.folder(folder, "tiny", TinyModels.SHAPE, 7);
        Prompt prompt = Prompt.of("seven");
        try (LanguageModel inHalf = BaseModelCatalog.open("models/tiny", files, half);
                LanguageModel inFloat = BaseModelCatalog.open("models/tiny", files, exact);
                Adapter trained = train(inHalf, new ArrayList<>());
                Adapter.Use use = trained.use();
                AdamW optimiser = new AdamW(use.weights().tensors())) {
            for (Map<String, Tensor> tensors :
                    List.of(use.weights().tensors(), optimiser.firstMoments(), optimiser.secondMoments())) {
                assertThat(tensors.values())
                        .allMatch(tensor -> tensor.scalar_type().intern() == ScalarType.Float);
            }
            trained.save(folder.resolve("tuned"));
            SamplingSettings lively = new SamplingSettings(2, 1, 1000, 20, List.of(), 1);
            try (Adapter loaded = Adapter.load(folder.resolve("tuned"))) {
                Generator generator = new Generator();
                assertThat(generator.generate(inHalf, loaded, prompt, lively, TokenSink.NONE))
                        .isEqualTo(generator.generate(inHalf, trained, prompt, lively, TokenSink.NONE));
                assertThat(generator
                                .generate(inFloat, loaded, prompt, lively, TokenSink.NONE)
                                .outputTokens())
                        .isPositive();
            }
        }
    }

    @Test
    void numbers_are_rounded_to_the_nearest_that_bf16_has() {
        assertThat(Precision.BF16.round(Math.sqrt(3072))).isEqualTo(55.5f);
        assertThat(Precision.BF16.round(1 + 1.0 / 256)).as("a tie, to even").isEqualTo(1f);
        assertThat(Precision.BF16.round(1 + 3.0 / 256)).isEqualTo(1.015625f);
        assertThat(Precision.FLOAT32.round(0.1)).isEqualTo(0.1f);
        assertThat(Precision.of("bf16")).isEqualTo(Precision.BF16);
        assertThatThrownBy(() -> Precision.of("fp8"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("float32 and bf16");
    }

    private List<Double> losses(Path files, Placement placement) throws IOException {
        List<Double> losses = new ArrayList<>();
        try (LanguageModel model = BaseModelCatalog.open("models/tiny", files, placement)) {
            train(model, losses).close();
        }
        return losses;
    }

    private Adapter train(LanguageModel model, List<Double> losses) throws IOException {
        Path checkpoint = folder.resolve("checkpoint-" + model.placement());
        return new Trainer()
                .train(
                        model,
                        null,
                        new TrainingTask(SuccessorBench.CANONICAL, SETTINGS),
                        checkpoint,
                        (step, epoch, loss) -> losses.add(loss),
                        () -> false)
                .adapter();
    }

    private static long bytes(Path files, Placement placement) {
        try (LanguageModel model = BaseModelCatalog.open("models/tiny", files, placement);
                LanguageModel.Use use = model.use()) {
            return use.transformer().weights().values().stream()
                    .mapToLong(Tensor::nbytes)
                    .sum();
        }
    }
}
