package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pitchpipe.tuningserver.lm.HeldOutLosses.Measured;
import io.pitchpipe.tuningserver.lm.TrainingResult.Ending;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.bytedeco.pytorch.AutoGradMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Examples held out of a training: their loss, the epoch that is kept, the early end, and all of it across interruptions. */
class HeldOutTrainingTests extends TinyTraining {

    /** What the pairs do not teach: learning them by heart makes it worse. */
    private static final List<TrainingPair> UNLIKE = List.of(
            new TrainingPair("1", "zebra"),
            new TrainingPair("two", "QUARTZ"),
            new TrainingPair("x", "a longer answer"));

    /** A rate at which the five pairs are soon learned by heart. */
    private static final TrainingSettings GREEDY = new TrainingSettings(12, 2, 0.01, 3);

    /** Hears what is told, each thing once however often it is told. */
    private static final class Heard implements TrainingProgress {

        private final Map<Integer, Double> steps = new LinkedHashMap<>();
        private final Map<Integer, Measured> heldOut = new LinkedHashMap<>();
        private int calls;

        @Override
        public void onStep(int step, int epoch, double meanLoss) {
            calls++;
            assertThat(steps.merge(step, meanLoss, (before, now) -> now)).isEqualTo(meanLoss);
        }

        @Override
        public void onHeldOutLoss(Measured measured) {
            calls++;
            assertThat(measured.step() == 0 || steps.containsKey(measured.step()))
                    .as("a step is told before its held-out loss")
                    .isTrue();
            Measured before = heldOut.putIfAbsent(measured.step(), measured);
            assertThat(before == null || before.equals(measured)).isTrue();
        }

        private List<Measured> measured() {
            return List.copyOf(heldOut.values());
        }
    }

    private record Trained(
            Map<String, List<Float>> weights, int completedSteps, int keptStep, Ending ending, Heard heard) {}

    private Trained train(TrainingSettings settings, Validation validation, String name) throws IOException {
        return train(settings, validation, name, new Heard(), () -> false);
    }

    private Trained train(
            TrainingSettings settings, Validation validation, String name, Heard heard, BooleanSupplier cancelled)
            throws IOException {
        TrainingResult result = trainer.train(
                model,
                null,
                new TrainingTask(PAIRS, settings, validation),
                folder.resolve(name),
                heard,
                cancelled::getAsBoolean);
        try (Adapter adapter = result.adapter()) {
            return new Trained(values(adapter), result.completedSteps(), result.keptStep(), result.ending(), heard);
        }
    }

    @Test
    void the_loss_is_measured_before_the_first_step_and_after_each_epoch_and_changes_nothing() throws IOException {
        Trained plain = train(SETTINGS, Validation.NONE, "plain");
        Trained measured = train(SETTINGS, new Validation(UNLIKE, false, 0), "measured");

        assertThat(plain.heard().measured()).isEmpty();
        assertThat(measured.heard().measured())
                .extracting(Measured::step, Measured::epoch)
                .containsExactly(tuple(0, 0), tuple(3, 1), tuple(5, 2), tuple(8, 3), tuple(10, 4));
        assertThat(measured.heard().steps).isEqualTo(plain.heard().steps);
        assertThat(measured.weights()).isEqualTo(plain.weights());
        assertThat(measured.keptStep()).isEqualTo(10);
    }

    private static org.assertj.core.groups.Tuple tuple(int step, int epoch) {
        return org.assertj.core.groups.Tuple.tuple(step, epoch);
    }

    @Test
    void a_step_that_ends_several_epochs_is_measured_once() throws IOException {
        Trained trained = train(new TrainingSettings(5, 10, 0.002, 1), new Validation(UNLIKE, false, 0), "large batch");
        assertThat(trained.heard().measured())
                .extracting(Measured::step, Measured::epoch)
                .containsExactly(tuple(0, 0), tuple(1, 2), tuple(2, 4), tuple(3, 5));
    }

    @Test
    void it_is_the_mean_over_all_held_out_output_tokens_by_the_loss_that_is_trained() throws IOException {
        double start = train(SETTINGS, new Validation(UNLIKE, false, 0), "start")
                .heard()
                .measured()
                .getFirst()
                .loss();
        List<EncodedExample> examples =
                UNLIKE.stream().map(pair -> EncodedExample.of(model, pair)).toList();
        try (LoraWeights fresh = ParityRequest.firstWeights(model, SETTINGS);
                LanguageModel.Use use = model.use()) {
            double sum = 0;
            int targets = 0;
            for (EncodedExample example : examples) {
                try (Native scope = Native.scope();
                        AutoGradMode recording = new AutoGradMode(true)) {
                    fresh.tensors().values().forEach(tensor -> tensor.set_requires_grad(true));
                    sum += LossFunction.backward(use.transformer(), fresh, List.of(example)) * example.targets();
                    targets += example.targets();
                }
            }
            assertThat(start).isCloseTo(sum / targets, within(1e-5));
        }
    }

    @Test
    void the_best_epoch_is_kept_with_the_weights_that_a_training_ended_there_would_have() throws IOException {
        Trained last = train(GREEDY, new Validation(UNLIKE, false, 0), "last");
        Trained best = train(GREEDY, new Validation(UNLIKE, true, 0), "best");

        Measured lowest = lowest(best.heard());
        assertThat(lowest.step()).as("learned by heart after").isLessThan(best.completedSteps());
        assertThat(best.keptStep()).isEqualTo(lowest.step());
        assertThat(best.ending()).isEqualTo(Ending.COMPLETE);
        assertThat(best.heard().measured()).isEqualTo(last.heard().measured());
        assertThat(best.weights()).isNotEqualTo(last.weights());
        Heard heard = new Heard();
        Trained there = train(
                GREEDY, new Validation(UNLIKE, false, 0), "there", heard, () -> heard.steps.size() >= lowest.step());
        assertThat(best.weights()).isEqualTo(there.weights());
    }

    private static Measured lowest(Heard heard) {
        return new HeldOutLosses(heard.measured()).best().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({"1, true", "2, true", "2, false", "3, true"})
    void a_training_ends_early_after_as_many_epochs_without_a_lower_loss_as_it_has_patience(
            int patience, boolean keepBest) throws IOException {
        Trained whole = train(GREEDY, new Validation(UNLIKE, keepBest, 0), "whole");
        Trained early = train(GREEDY, new Validation(UNLIKE, keepBest, patience), "early");

        List<Measured> all = whole.heard().measured();
        int expected = 1;
        while (!new HeldOutLosses(all.subList(0, expected)).exhausts(patience)) {
            expected++;
        }
        assertThat(early.heard().measured()).isEqualTo(all.subList(0, expected));
        assertThat(early.ending()).isEqualTo(Ending.EARLY);
        assertThat(early.completedSteps()).isEqualTo(all.get(expected - 1).step());
        assertThat(early.keptStep()).isEqualTo(keepBest ? lowest(early.heard()).step() : early.completedSteps());
    }

    @ParameterizedTest
    @CsvSource({"0, true", "2, true", "2, false"})
    void cut_off_anywhere_it_comes_to_the_same_weights_losses_and_end(int patience, boolean keepBest)
            throws IOException {
        Validation validation = new Validation(UNLIKE, keepBest, patience);
        Trained whole = train(GREEDY, validation, "whole");
        Heard heard = new Heard();
        Trained part;
        int rounds = 0;
        do {
            int stop = heard.calls + 3 + heard.heldOut.size();
            part = train(GREEDY, validation, "parts", heard, () -> heard.calls >= stop);
            rounds++;
        } while (part.ending() == Ending.CANCELLED);

        assertThat(rounds).isGreaterThan(3);
        assertThat(heard.steps).isEqualTo(whole.heard().steps);
        assertThat(heard.measured()).isEqualTo(whole.heard().measured());
        assertThat(part.ending()).isEqualTo(whole.ending());
        assertThat(part.keptStep()).isEqualTo(whole.keptStep());
        assertThat(part.weights()).isEqualTo(whole.weights());
        Heard again = new Heard();
        again.steps.putAll(heard.steps);
        assertThat(train(GREEDY, validation, "parts", again, () -> false).weights())
                .as("asked for once more")
                .isEqualTo(whole.weights());
        assertThat(again.measured()).as("told again").isEqualTo(whole.heard().measured());
        assertThat(again.calls)
                .as("and no step made")
                .isEqualTo(whole.heard().measured().size());
    }

    @Test
    void one_cancelled_before_the_measurement_that_is_due_makes_it_up() throws IOException {
        Validation validation = new Validation(UNLIKE, true, 0);
        Heard heard = new Heard();
        Trained cut = train(SETTINGS, validation, "cut", heard, () -> heard.steps.size() >= 3);
        assertThat(cut.completedSteps()).isEqualTo(3);
        assertThat(heard.heldOut.keySet()).as("not that of step 3").containsExactly(0);
        assertThat(cut.keptStep()).as("no epoch is measured yet").isEqualTo(3);

        Trained whole = train(SETTINGS, validation, "cut", heard, () -> false);
        assertThat(whole.heard().heldOut.keySet()).containsExactly(0, 3, 5, 8, 10);
        assertThat(whole.weights())
                .isEqualTo(train(SETTINGS, validation, "whole").weights());
    }

    @Test
    void a_cancelled_one_keeps_its_best_epoch_so_far() throws IOException {
        Validation validation = new Validation(UNLIKE, true, 0);
        Measured lowest = lowest(train(GREEDY, validation, "whole").heard());
        Heard heard = new Heard();
        Trained cancelled =
                train(GREEDY, validation, "cancelled", heard, () -> heard.steps.size() >= lowest.step() + 4);
        assertThat(cancelled.ending()).isEqualTo(Ending.CANCELLED);
        assertThat(cancelled.completedSteps()).isEqualTo(lowest.step() + 4);
        assertThat(cancelled.keptStep()).isEqualTo(lowest.step());
    }

    @Test
    void a_checkpoint_of_other_held_out_examples_or_wishes_is_refused() throws IOException {
        train(SETTINGS, new Validation(UNLIKE, true, 0), "taken");
        for (Validation other : List.of(
                Validation.NONE,
                new Validation(UNLIKE, false, 0),
                new Validation(UNLIKE, true, 1),
                new Validation(UNLIKE.subList(0, 2), true, 0))) {
            assertThatThrownBy(() -> train(SETTINGS, other, "taken"))
                    .isInstanceOf(UnreadableModelException.class)
                    .hasMessageContaining("another training");
        }
    }

    @Test
    void a_checkpoint_without_the_best_weights_that_it_speaks_of_is_refused() throws IOException {
        train(SETTINGS, new Validation(UNLIKE, true, 0), "robbed");
        Path file = folder.resolve("robbed").resolve("checkpoint.safetensors");
        Map<String, Safetensors.Values> tensors = new LinkedHashMap<>();
        Map<String, String> metadata;
        try (Safetensors written = new Safetensors(file)) {
            metadata = Map.copyOf(written.metadata());
            written.names().stream()
                    .filter(name -> !name.startsWith("best/"))
                    .forEach(name ->
                            tensors.put(name, new Safetensors.Values(written.shape(name), written.values(name))));
            assertThat(written.names()).hasSizeGreaterThan(tensors.size());
        }
        Files.delete(file);
        Safetensors.write(file, tensors, metadata, FloatFormat.F32);
        assertThatThrownBy(() -> train(SETTINGS, new Validation(UNLIKE, true, 0), "robbed"))
                .isInstanceOf(UnreadableModelException.class)
                .hasMessageContaining("best epoch");
    }

    @Test
    void a_held_out_example_that_does_not_fit_is_named_before_anything_is_measured() {
        List<TrainingPair> held = new ArrayList<>(UNLIKE);
        held.add(new TrainingPair("x".repeat(300), "y"));
        Heard heard = new Heard();
        assertThatThrownBy(() -> train(SETTINGS, new Validation(held, false, 0), "long", heard, () -> false))
                .isInstanceOfSatisfying(
                        PromptTooLongException.class,
                        e -> assertThat(e.examples())
                                .extracting(PromptTooLongException.TooLong::number)
                                .containsExactly(4));
        assertThat(heard.calls).isZero();
    }

    @Test
    void wishes_that_need_held_out_examples_are_refused_without_any() {
        assertThatThrownBy(() -> new Validation(List.of(), true, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Validation(List.of(), false, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Validation(UNLIKE, false, -1)).isInstanceOf(IllegalArgumentException.class);
    }
}
