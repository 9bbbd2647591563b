package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Examples that are longer than what is computed at once. */
class LongExampleTests {

    private static final ModelConfig LONG =
            new ModelConfig(260, 32, 48, 2, 4, 2, 8, 4096, 10_000, 1e-5, true, Family.LLAMA, null, null);

    /** The shape of a base with 135 million parameters and 8,192 positions. */
    private static final ModelConfig SMOLLM2 =
            new ModelConfig(49_152, 576, 1536, 30, 9, 3, 64, 8192, 100_000, 1e-5, true, Family.LLAMA, null, null);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(names = {"LLAMA", "QWEN3", "GEMMA2", "GEMMA3"})
    void blocks_that_are_computed_again_come_to_the_same_loss_and_gradients(Family family) throws IOException {
        try (LanguageModel model = BaseModelCatalog.open(
                "models/tiny", TinyModels.folder(folder, "tiny", TinyModels.of(family, TinyModels.SHAPE), 7))) {
            EncodedExample text =
                    EncodedExample.of(model, new TrainingPair("a longer input than others", "and an output"));
            Map<String, float[]> plain = new LinkedHashMap<>();
            Map<String, float[]> again = new LinkedHashMap<>();
            double expected = backward(model, plain, transformer -> weights -> {
                var loss = LossFunction.loss(transformer, weights, List.of(text), text.targets());
                loss.backward();
                return loss.item_float();
            });
            double loss = backward(
                    model, again, transformer -> weights -> Recomputation.backward(transformer, weights, text, 1));
            assertThat(loss).isCloseTo(expected, within(1e-6));
            plain.forEach(
                    (name, values) -> assertThat(again.get(name)).as(name).containsExactly(values, within(1e-6f)));
            try (LanguageModel.Use use = model.use();
                    Native scope = Native.scope();
                    NoGradGuard silent = new NoGradGuard()) {
                assertThat(Recomputation.loss(use.transformer(), null, text))
                        .isCloseTo(
                                LossFunction.loss(use.transformer(), null, List.of(text), text.targets())
                                        .item_float(),
                                within(1e-6));
            }
        }
    }

    private interface Work {
        java.util.function.ToDoubleFunction<LoraWeights> on(Transformer transformer);
    }

    /** Done on weights that are not at their start. */
    private static double backward(LanguageModel model, Map<String, float[]> gradients, Work work) {
        Map<String, float[]> values = new LinkedHashMap<>();
        try (LoraWeights fresh = ParityRequest.firstWeights(model, TinyTraining.SETTINGS)) {
            Adapter.heap(fresh.tensors(), "").forEach((name, tensor) -> {
                float[] moved = tensor.values();
                for (int i = 0; i < moved.length; i++) {
                    moved[i] += 0.01f * (i % 7 - 3);
                }
                values.put(name, moved);
            });
        }
        try (LanguageModel.Use use = model.use();
                LoraWeights weights = LoraWeights.of(
                        LoraSettings.DEFAULT, model.config(), model.placement().device(), values);
                Native scope = Native.scope();
                AutoGradMode recording = new AutoGradMode(true)) {
            weights.tensors().values().forEach(tensor -> tensor.set_requires_grad(true));
            double loss = work.on(use.transformer()).applyAsDouble(weights);
            weights.tensors().forEach((name, tensor) -> gradients.put(name, Native.values(tensor.mutable_grad())));
            return loss;
        }
    }

    @Test
    void an_example_longer_than_what_is_computed_at_once_trains_among_short_ones() throws IOException {
        try (LanguageModel model = BaseModelCatalog.open("models/long", TinyModels.folder(folder, "long", LONG, 7))) {
            assertThat(model.info().exampleLimit()).isEqualTo(new ExampleLimit(4096, ""));
            List<TrainingPair> pairs =
                    List.of(new TrainingPair("ab ".repeat(1_000), "cd ".repeat(200)), new TrainingPair("two", "three"));
            assertThat(Trainer.tokens(model, pairs)[0]).isGreaterThan(LossFunction.TOKENS_AT_ONCE);
            List<Double> losses = new ArrayList<>();
            List<Double> heldOut = new ArrayList<>();
            var progress = new TrainingProgress() {
                @Override
                public void onStep(int step, int epoch, double meanLoss) {
                    losses.add(meanLoss);
                }

                @Override
                public void onHeldOutLoss(HeldOutLosses.Measured measured) {
                    heldOut.add(measured.loss());
                }
            };
            try (Adapter adapter = new Trainer()
                    .train(
                            model,
                            null,
                            new TrainingTask(
                                    pairs, new TrainingSettings(6, 2, 0.003, 1), new Validation(pairs, false, 0)),
                            folder.resolve("c"),
                            progress,
                            Cancellation.NONE)
                    .adapter()) {
                assertThat(adapter).isNotNull();
            }
            assertThat(losses).hasSize(6);
            assertThat(losses.getLast()).isLessThan(losses.getFirst() * 0.9);
            assertThat(heldOut.getFirst()).isCloseTo(losses.getFirst(), within(1e-4));
        }
    }

    @Test
    void with_memory_enough_an_example_may_fill_the_context() {
        assertThat(limit(new TrainingRoom(4_000_000_000L, 0))).isEqualTo(new ExampleLimit(8192, ""));
    }

    @Test
    void with_less_memory_the_limit_says_what_is_needed_and_there_and_would_fit() {
        ExampleLimit limit = limit(new TrainingRoom(1_000_000_000L, 0));
        assertThat(limit.tokens()).isBetween(2048, 8191);
        assertThat(TrainingMemory.bytes(SMOLLM2, Precision.FLOAT32, limit.tokens()))
                .isLessThanOrEqualTo(1_000_000_000L);
        assertThat(limit.why())
                .matches(
                        "A training example may have [0-9],[0-9]{3} tokens: one of 8,192 would take about [0-9.]+ GB of memory beside the model, and a training may take 1.0 GB here \\(pitchpipe.server.training-memory\\)\\.");
    }

    @Test
    void what_steps_are_made_of_anyway_is_never_refused_for_memory() {
        assertThat(limit(new TrainingRoom(1, 0)).tokens()).isEqualTo(2048);
    }

    @Test
    void a_cap_holds_whatever_the_memory() {
        ExampleLimit limit = limit(new TrainingRoom(Long.MAX_VALUE, 3_000));
        assertThat(limit.tokens()).isEqualTo(3_000);
        assertThat(limit.why())
                .isEqualTo(
                        "A training example may have 3,000 of the 8,192 tokens that the model takes (pitchpipe.server.max-example-tokens).");
    }

    @Test
    void scores_that_are_written_out_take_the_square_of_the_length() {
        ModelConfig capped = TinyModels.of(Family.GEMMA2, LONG);
        long more = TrainingMemory.bytes(capped, Precision.FLOAT32, 4096)
                - TrainingMemory.bytes(LONG, Precision.FLOAT32, 4096);
        assertThat(more).isGreaterThan(4L * 4096 * 4096 * capped.heads() * 4);
    }

    private static ExampleLimit limit(TrainingRoom room) {
        return room.limit(SMOLLM2, Precision.FLOAT32, 8192);
    }

    /** Measures what a step takes: {@code LongExampleTests FOLDER SHAPE TOKENS} prints the peak of the process before and after one. */
    public static void main(String[] args) throws IOException {
        ModelConfig shape = args[1].equals("smollm2") ? SMOLLM2 : LONG;
        int tokens = Integer.parseInt(args[2]);
        try (LanguageModel model = args[1].equals("demo")
                ? new BaseModelCatalog(Path.of(args[0])).open(BaseModelCatalog.DEMO)
                : BaseModelCatalog.open("models/m", TinyModels.folder(Path.of(args[0]), args[1], shape, 7))) {
            System.gc();
            // The peak begins anew here: reading the weights has one of its own.
            java.nio.file.Files.writeString(Path.of("/proc/self/clear_refs"), "5");
            System.out.println("before: " + memory());
            String input = "x".repeat(tokens * 3 / 4);
            int rest = tokens - Trainer.tokens(model, List.of(new TrainingPair(input, "y")))[0] + 1;
            long began = System.nanoTime();
            new Trainer()
                    .train(
                            model,
                            null,
                            new TrainingTask(
                                    List.of(new TrainingPair(input, "y".repeat(rest))),
                                    new TrainingSettings(1, 1, 0.001, 1)),
                            Path.of(args[0]).resolve("c" + System.nanoTime()),
                            (step, epoch, loss) -> System.out.println("loss " + loss),
                            Cancellation.NONE)
                    .adapter()
                    .close();
            System.out.println("after: " + memory() + ", " + (System.nanoTime() - began) / 1_000_000_000.0
                    + " s, estimate " + TrainingMemory.bytes(model.config(), Precision.FLOAT32, tokens) / 1e9 + " GB");
        }
    }

    private static String memory() throws IOException {
        return String.join(
                " ",
                java.nio.file.Files.readAllLines(Path.of("/proc/self/status")).stream()
                        .filter(line -> line.startsWith("VmHWM") || line.startsWith("VmRSS"))
                        .toList());
    }
}
