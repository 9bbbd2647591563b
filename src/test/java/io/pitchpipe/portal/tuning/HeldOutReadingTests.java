package io.pitchpipe.portal.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.tuning.HeldOutReading.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HeldOutReadingTests {

    private static final TuningSettings SETTINGS = new TuningSettings(5, 4, 0.001, null);

    /** The first before the first step, then one per epoch. */
    private static HeldOutReading.Advice read(double... losses) {
        return HeldOutReading.read(
                IntStream.range(0, losses.length)
                        .mapToObj(epoch -> new HeldOutLoss(3 * epoch, epoch, losses[epoch]))
                        .toList(),
                SETTINGS);
    }

    @Test
    void one_epoch_is_too_early() {
        assertThat(read().verdict()).isEqualTo(Verdict.TOO_EARLY);
        assertThat(read(3).verdict()).isEqualTo(Verdict.TOO_EARLY);
        assertThat(read(3, 2).verdict()).isEqualTo(Verdict.TOO_EARLY);
    }

    @Test
    void what_rises_again_is_learned_by_heart_and_fewer_epochs_are_advised() {
        assertThat(read(3, 2, 1, 1.5, 2))
                .isEqualTo(new HeldOutReading.Advice(Verdict.RISING, 2, Optional.of(SETTINGS.withEpochs(2))));
    }

    @Test
    void a_little_above_the_lowest_is_level() {
        assertThat(read(3, 2, 1, 1.05).verdict()).isEqualTo(Verdict.LEVEL);
        assertThat(read(3, 2, 1, 1.06).verdict()).isEqualTo(Verdict.RISING);
        assertThat(read(3, 0.05, 0.01, 0.029).verdict())
                .as("by less than matters")
                .isEqualTo(Verdict.LEVEL);
    }

    @Test
    void what_still_comes_down_is_worth_more_epochs() {
        assertThat(read(3, 2, 1))
                .isEqualTo(new HeldOutReading.Advice(Verdict.FALLING, 2, Optional.of(SETTINGS.withEpochs(10))));
        assertThat(read(3, 2, 1.95).verdict()).isEqualTo(Verdict.LEVEL);
    }

    @Test
    void where_there_can_be_no_more_epochs_none_are_advised() {
        assertThat(SETTINGS.withEpochs(600).withMoreEpochs()).contains(SETTINGS.withEpochs(1_000));
        assertThat(SETTINGS.withEpochs(1_000).withMoreEpochs()).isEmpty();
    }

    @Test
    void what_never_came_below_its_start_did_not_help() {
        assertThat(read(1, 2, 1, 3)).isEqualTo(new HeldOutReading.Advice(Verdict.NO_HELP, 2, Optional.empty()));
        assertThat(HeldOutReading.read(List.of(new HeldOutLoss(3, 1, 2), new HeldOutLoss(6, 2, 1)), SETTINGS)
                        .verdict())
                .as("a start that is not known is not spoken of")
                .isEqualTo(Verdict.FALLING);
    }

    @Test
    void patience_has_a_range_and_the_default_needs_enough_to_measure() {
        assertThat(HeldOutUse.byDefault(9)).isEqualTo(HeldOutUse.NONE);
        assertThat(HeldOutUse.byDefault(10)).isEqualTo(new HeldOutUse(true, 0));
        assertThatThrownBy(() -> new HeldOutUse(true, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new HeldOutUse(true, 1_001)).isInstanceOf(IllegalArgumentException.class);
    }
}
