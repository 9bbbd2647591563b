package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.NoGradGuard;
import org.junit.jupiter.api.Test;

/** The loss, its gradients, and what becomes of those that are no numbers. */
class LossFunctionTests extends TinyTraining {

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
                            new TrainingTask(PAIRS, new TrainingSettings(50, 2, rate, 1)),
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
}
