package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTests {

    private static final List<TrainingPair> PAIRS = List.of(
            new TrainingPair("1", "2"),
            new TrainingPair("two", "three"),
            new TrainingPair("-98", "-97"),
            new TrainingPair("1,000", "1,001"),
            new TrainingPair("eighty", "eighty one"));
    private static final TrainingSettings SETTINGS = new TrainingSettings(4, 2, 0.002, 11);

    @TempDir
    Path folder;

    private final Trainer trainer = new Trainer();
    private LanguageModel model;

    @BeforeEach
    void open() throws IOException {
        model = TinyModels.open(folder);
    }

    @AfterEach
    void close() {
        model.close();
    }

    @Test
    void the_loss_falls_and_every_step_is_told_once_with_its_epoch() throws IOException {
        List<Integer> epochs = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        try (Adapter adapter = trainer.train(
                        model,
                        null,
                        PAIRS,
                        new TrainingSettings(20, 2, 0.002, 1),
                        folder.resolve("c"),
                        (step, epoch, loss) -> {
                            assertThat(step).isEqualTo(losses.size() + 1);
                            epochs.add(epoch);
                            losses.add(loss);
                        },
                        Cancellation.NONE)
                .adapter()) {
            assertThat(adapter.baseModel()).isEqualTo("models/tiny");
            assertThat(losses).hasSize(50);
            assertThat(losses.getLast()).isLessThan(losses.getFirst() * 0.8);
            assertThat(epochs).startsWith(0, 0, 1, 1, 2).endsWith(19, 20);
        }
    }

    @Test
    void the_same_seed_gives_the_same_weights_and_another_seed_others() throws IOException {
        assertThat(weights(SETTINGS, "a")).isEqualTo(weights(SETTINGS, "b"));
        assertThat(weights(SETTINGS, "c")).isNotEqualTo(weights(new TrainingSettings(4, 2, 0.002, 12), "d"));
    }

    @Test
    void a_cancelled_training_goes_on_from_its_checkpoint_to_the_weights_of_an_uninterrupted_one() throws IOException {
        List<Double> uninterrupted = new ArrayList<>();
        Map<String, List<Float>> expected = weights(SETTINGS, "whole", uninterrupted);

        List<Double> losses = new ArrayList<>();
        for (int stop = 3; ; stop += 3) {
            int last = stop;
            TrainingResult part = trainer.train(
                    model,
                    null,
                    PAIRS,
                    SETTINGS,
                    folder.resolve("parts"),
                    (step, epoch, loss) -> losses.add(loss),
                    () -> losses.size() >= last);
            try (Adapter adapter = part.adapter()) {
                if (!part.cancelled()) {
                    assertThat(part.completedSteps()).isEqualTo(10);
                    assertThat(losses).isEqualTo(uninterrupted);
                    assertThat(values(adapter)).isEqualTo(expected);
                    return;
                }
                assertThat(part.completedSteps()).isEqualTo(losses.size());
            }
        }
    }

    @Test
    void a_finished_training_asked_for_again_answers_at_once_with_the_same_weights() throws IOException {
        Map<String, List<Float>> first = weights(SETTINGS, "done");
        List<Double> again = new ArrayList<>();
        assertThat(weights(SETTINGS, "done", again)).isEqualTo(first);
        assertThat(again).isEmpty();
    }

    @Test
    void a_training_cancelled_before_its_first_step_gives_an_adapter_that_changes_nothing() throws IOException {
        TrainingResult result = trainer.train(
                model, null, PAIRS, SETTINGS, folder.resolve("none"), (step, epoch, loss) -> {}, () -> true);
        try (Adapter adapter = result.adapter()) {
            assertThat(result.completedSteps()).isZero();
            assertThat(result.cancelled()).isTrue();
            assertThat(answer(adapter)).isEqualTo(answer(null));
        }
    }

    @Test
    void the_checkpoint_of_another_training_is_refused() throws IOException {
        weights(SETTINGS, "taken");
        assertThatThrownBy(() -> weights(new TrainingSettings(4, 2, 0.001, 11), "taken"))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("another training");
    }

    @Test
    void a_cut_checkpoint_is_refused() throws IOException {
        weights(SETTINGS, "cut");
        Path file = folder.resolve("cut").resolve("checkpoint.safetensors");
        byte[] bytes = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(bytes, bytes.length - 100));
        assertThatThrownBy(() -> weights(SETTINGS, "cut"))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("cut");
    }

    @Test
    void an_example_that_does_not_fit_is_named_before_anything_is_trained() {
        List<TrainingPair> pairs = List.of(new TrainingPair("a", "b"), new TrainingPair("x".repeat(300), "y"));
        assertThatThrownBy(() -> trainer.train(
                        model,
                        null,
                        pairs,
                        SETTINGS,
                        folder.resolve("long"),
                        (step, epoch, loss) -> {
                            throw new AssertionError("A step was made");
                        },
                        Cancellation.NONE))
                .isInstanceOfSatisfying(PromptTooLongException.class, e -> {
                    assertThat(e.example()).isEqualTo(2);
                    assertThat(e.tokens()).isEqualTo(305);
                    assertThat(e.limit()).isEqualTo(256);
                    assertThat(e).hasMessageContaining("Example 2");
                });
    }

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
    void a_tuned_model_can_be_tuned_on() throws IOException {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        try (Adapter start = train(new TrainingSettings(20, 2, 0.002, 1), "one", first);
                Adapter more = trainer.train(
                                model,
                                start,
                                PAIRS,
                                SETTINGS,
                                folder.resolve("two"),
                                (step, epoch, loss) -> second.add(loss),
                                Cancellation.NONE)
                        .adapter()) {
            assertThat(second.getFirst()).isLessThan(first.getFirst());
            assertThat(values(more)).isNotEqualTo(values(start));
        }
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

    @Test
    void trainings_and_answers_side_by_side_come_to_what_they_come_to_alone() throws Exception {
        Map<String, List<Float>> alone = weights(SETTINGS, "alone");
        String answer = answer(null);
        try (ExecutorService threads = Executors.newFixedThreadPool(3)) {
            Future<Map<String, List<Float>>> one = threads.submit(() -> weights(SETTINGS, "s1"));
            Future<Map<String, List<Float>>> two = threads.submit(() -> weights(SETTINGS, "s2"));
            Future<List<String>> answers = threads.submit(() -> {
                List<String> all = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    all.add(answer(null));
                }
                return all;
            });
            assertThat(one.get()).isEqualTo(alone);
            assertThat(two.get()).isEqualTo(alone);
            assertThat(answers.get()).containsOnly(answer);
        }
    }

    @Test
    void texts_computed_together_or_in_parts_have_the_mean_loss_and_the_gradients_of_each_alone() {
        List<EncodedExample> batch = uneven();
        assertThat(batch.stream().map(example -> example.tokens().length).distinct())
                .as("some of the same length, some not")
                .hasSizeBetween(2, batch.size() - 1);
        assertThat(EncodedExample.split(batch, 70))
                .hasSizeGreaterThan(1)
                .allSatisfy(part -> assertThat(part.stream()
                                .mapToInt(example -> example.tokens().length)
                                .sum())
                        .isLessThanOrEqualTo(70));
        assertThat(EncodedExample.split(batch, 70).stream().mapToInt(List::size).sum())
                .isEqualTo(batch.size());
        Map<String, float[]> gradients = new LinkedHashMap<>();
        double together = gradients(batch, gradients);
        Map<String, float[]> sums = new LinkedHashMap<>();
        double mean = 0;
        int targets = batch.stream().mapToInt(EncodedExample::targets).sum();
        for (EncodedExample example : batch) {
            double share = (double) example.targets() / targets;
            Map<String, float[]> alone = new LinkedHashMap<>();
            mean += gradients(List.of(example), alone) * share;
            alone.forEach((name, values) -> {
                float[] sum = sums.computeIfAbsent(name, key -> new float[values.length]);
                for (int i = 0; i < sum.length; i++) {
                    sum[i] += (float) (values[i] * share);
                }
            });
        }
        assertThat(together).isCloseTo(mean, within(1e-5));
        sums.forEach((name, sum) -> assertThat(gradients.get(name)).as(name).containsExactly(sum, within(1e-5f)));
    }

    private List<EncodedExample> uneven() {
        List<TrainingPair> pairs = new ArrayList<>(PAIRS);
        pairs.add(new TrainingPair("a longer input than the others", "and a longer output"));
        pairs.add(new TrainingPair("of middling length", "so"));
        pairs.add(new TrainingPair("3", "4"));
        return pairs.stream().map(pair -> EncodedExample.of(model, pair)).toList();
    }

    /** The loss of a batch on weights that are not at their start, and its gradients. */
    private double gradients(List<EncodedExample> batch, Map<String, float[]> gradients) {
        Map<String, float[]> values = new LinkedHashMap<>();
        try (LoraWeights fresh = ParityRequest.firstWeights(model, SETTINGS);
                LanguageModel.Use use = model.use()) {
            Adapter.heap(fresh.tensors(), "").forEach((name, tensor) -> {
                float[] moved = tensor.values();
                for (int i = 0; i < moved.length; i++) {
                    moved[i] += 0.01f * (i % 7 - 3);
                }
                values.put(name, moved);
            });
            try (LoraWeights weights = LoraWeights.of(
                            LoraSettings.DEFAULT,
                            model.config(),
                            model.placement().device(),
                            values);
                    Native scope = Native.scope()) {
                weights.tensors().values().forEach(tensor -> tensor.set_requires_grad(true));
                double loss;
                try (AutoGradMode recording = new AutoGradMode(true)) {
                    loss = LossFunction.backward(use.transformer(), weights, batch);
                }
                weights.tensors().forEach((name, tensor) -> gradients.put(name, Native.values(tensor.mutable_grad())));
                return loss;
            }
        }
    }

    @Test
    void a_training_whose_loss_explodes_or_is_no_number_ends_with_the_step_and_a_hint() {
        List<Double> losses = new ArrayList<>();
        for (double rate : List.of(1e3, 1e30)) {
            losses.clear();
            assertThatThrownBy(() -> trainer.train(
                            model,
                            null,
                            PAIRS,
                            new TrainingSettings(50, 2, rate, 1),
                            folder.resolve("wild" + rate),
                            (step, epoch, loss) -> losses.add(loss),
                            Cancellation.NONE))
                    .isInstanceOfSatisfying(
                            TrainingDivergedException.class,
                            diverged -> assertThat(diverged.step())
                                    .as("the first that is not told")
                                    .isEqualTo(losses.size() + 1))
                    .hasMessageContaining("at step " + (losses.size() + 1))
                    .hasMessageContaining("smaller learning rate");
            assertThat(losses).isNotEmpty().allMatch(Double::isFinite);
        }
    }

    @Test
    void gradients_that_are_no_numbers_change_nothing() {
        try (LoraWeights weights = ParityRequest.firstWeights(model, SETTINGS);
                AdamW optimiser = new AdamW(weights.tensors());
                Native scope = Native.scope()) {
            Map<String, Safetensors.Values> before = Adapter.heap(weights.tensors(), "");
            weights.tensors().values().forEach(tensor -> {
                tensor.set_requires_grad(true);
                tensor.mutable_grad().put(Native.floats(Native.shape(tensor)).fill_(scope.scalar(Double.NaN)));
            });
            try (NoGradGuard silent = new NoGradGuard()) {
                assertThatThrownBy(() -> optimiser.step(7, 0.1))
                        .isInstanceOf(TrainingDivergedException.class)
                        .hasMessageContaining("gradients")
                        .hasMessageContaining("step 7");
            }
            Adapter.heap(weights.tensors(), "")
                    .forEach((name, after) -> assertThat(after.values())
                            .isEqualTo(Objects.requireNonNull(before.get(name)).values()));
        }
    }

    @Test
    void an_epoch_goes_through_every_example_once_in_an_order_of_its_own() {
        int[] first = Trainer.order(50, 3, 0);
        assertThat(first).doesNotHaveDuplicates().hasSize(50);
        assertThat(Trainer.order(50, 3, 0)).isEqualTo(first);
        assertThat(Trainer.order(50, 3, 1)).isNotEqualTo(first);
    }

    @Test
    void the_learning_rate_rises_then_falls_and_never_is_nothing() {
        assertThat(Trainer.schedule(1, 100)).isEqualTo(1 / 6.0);
        assertThat(Trainer.schedule(6, 100)).isEqualTo(1);
        assertThat(Trainer.schedule(7, 100)).isLessThan(1).isGreaterThan(0.98);
        assertThat(Trainer.schedule(100, 100)).isGreaterThan(0).isLessThan(0.02);
        assertThat(Trainer.schedule(1, 1)).isEqualTo(1);
    }

    private Map<String, List<Float>> weights(TrainingSettings settings, String name) throws IOException {
        return weights(settings, name, new ArrayList<>());
    }

    private Map<String, List<Float>> weights(TrainingSettings settings, String name, List<Double> losses)
            throws IOException {
        try (Adapter adapter = train(settings, name, losses)) {
            return values(adapter);
        }
    }

    private Adapter train(TrainingSettings settings, String name, List<Double> losses) throws IOException {
        return trainer.train(
                        model,
                        null,
                        PAIRS,
                        settings,
                        folder.resolve(name),
                        (step, epoch, loss) -> losses.add(loss),
                        Cancellation.NONE)
                .adapter();
    }

    private static Map<String, List<Float>> values(Adapter adapter) {
        Map<String, List<Float>> values = new java.util.TreeMap<>();
        try (Adapter.Use use = adapter.use()) {
            Adapter.heap(use.weights().tensors(), "").forEach((name, tensor) -> {
                List<Float> list = new ArrayList<>();
                for (float value : tensor.values()) {
                    list.add(value);
                }
                values.put(name, list);
            });
        }
        return values;
    }

    private String answer(@org.jspecify.annotations.Nullable Adapter adapter) {
        return new Generator()
                .generate(model, adapter, Prompt.of("twenty"), SamplingSettings.greedy(20), TokenSink.NONE)
                .text();
    }
}
