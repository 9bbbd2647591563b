package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What a training does, step by step. */
class TrainerTests extends TinyTraining {

    @Test
    void the_loss_falls_and_every_step_is_told_once_with_its_epoch() throws IOException {
        List<Integer> epochs = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        try (Adapter adapter = trainer.train(
                        model,
                        null,
                        new TrainingTask(PAIRS, new TrainingSettings(20, 2, 0.002, 1)),
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
    void all_examples_that_do_not_fit_are_named_before_anything_is_trained() {
        List<TrainingPair> pairs = List.of(
                new TrainingPair("a", "b"),
                new TrainingPair("x".repeat(300), "y"),
                new TrainingPair("c", "d"),
                new TrainingPair("x".repeat(400), "y"));
        assertThatThrownBy(() -> trainer.train(
                        model,
                        null,
                        new TrainingTask(pairs, SETTINGS),
                        folder.resolve("long"),
                        (step, epoch, loss) -> {
                            throw new AssertionError("A step was made");
                        },
                        Cancellation.NONE))
                .isInstanceOfSatisfying(PromptTooLongException.class, e -> {
                    assertThat(e.examples())
                            .containsExactly(
                                    new PromptTooLongException.TooLong(2, 305),
                                    new PromptTooLongException.TooLong(4, 405));
                    assertThat(e.limit()).isEqualTo(256);
                    assertThat(e)
                            .hasMessageStartingWith(
                                    "2 examples are longer than the 256 tokens (input and output together) that an example for models/tiny may have: example 2 (305 tokens), example 4 (405 tokens).");
                });
    }

    @Test
    void a_training_cancelled_before_its_first_step_gives_an_adapter_that_changes_nothing() throws IOException {
        TrainingResult result = trainer.train(
                model,
                null,
                new TrainingTask(PAIRS, SETTINGS),
                folder.resolve("none"),
                (step, epoch, loss) -> {},
                () -> true);
        try (Adapter adapter = result.adapter()) {
            assertThat(result.completedSteps()).isZero();
            assertThat(result.cancelled()).isTrue();
            assertThat(answer(adapter)).isEqualTo(answer(null));
        }
    }

    @Test
    void a_tuned_model_can_be_tuned_on() throws IOException {
        List<Double> first = new ArrayList<>();
        List<Double> second = new ArrayList<>();
        try (Adapter start = train(new TrainingSettings(20, 2, 0.002, 1), "one", first);
                Adapter more = trainer.train(
                                model,
                                start,
                                new TrainingTask(PAIRS, SETTINGS),
                                folder.resolve("two"),
                                (step, epoch, loss) -> second.add(loss),
                                Cancellation.NONE)
                        .adapter()) {
            assertThat(second.getFirst()).isLessThan(first.getFirst());
            assertThat(values(more)).isNotEqualTo(values(start));
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
}
