package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Trainings that are cut off go on from their checkpoint, and from no other. */
class TrainingCheckpointTests extends TinyTraining {

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
                    new TrainingTask(PAIRS, SETTINGS),
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

    /** With a checkpoint after every step the fourth is made again, and with none before the end all are. */
    @ParameterizedTest
    @CsvSource({"PT0S, 4", "P1D, 1"})
    void a_death_takes_along_what_was_done_since_the_last_checkpoint(Duration betweenCheckpoints, int goesOnWith)
            throws IOException {
        List<Integer> steps = new ArrayList<>();
        assertThatThrownBy(() -> steps(betweenCheckpoints, steps, 4)).hasMessage("killed");
        assertThat(steps).containsExactly(1, 2, 3, 4);

        steps.clear();
        steps(betweenCheckpoints, steps, Integer.MAX_VALUE);

        assertThat(steps).first().isEqualTo(goesOnWith);
        assertThat(steps).last().isEqualTo(10);
    }

    private void steps(Duration betweenCheckpoints, List<Integer> told, int last) throws IOException {
        new Trainer(betweenCheckpoints)
                .train(
                        model,
                        null,
                        new TrainingTask(PAIRS, SETTINGS),
                        folder.resolve("killed"),
                        (step, epoch, loss) -> {
                            told.add(step);
                            if (step == last) {
                                throw new IllegalStateException("killed");
                            }
                        },
                        Cancellation.NONE)
                .adapter()
                .close();
    }

    @Test
    void a_finished_training_asked_for_again_answers_at_once_with_the_same_weights() throws IOException {
        Map<String, List<Float>> first = weights(SETTINGS, "done");
        List<Double> again = new ArrayList<>();
        assertThat(weights(SETTINGS, "done", again)).isEqualTo(first);
        assertThat(again).isEmpty();
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
}
