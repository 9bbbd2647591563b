package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.tuningserver.lm.HeldOutLosses.Measured;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeldOutLossesTests {

    /** One per epoch of two steps, the first before them all. */
    private static HeldOutLosses of(double... losses) {
        HeldOutLosses all = HeldOutLosses.NONE;
        for (int epoch = 0; epoch < losses.length; epoch++) {
            all = all.with(new Measured(2 * epoch, epoch, losses[epoch]));
        }
        return all;
    }

    @Test
    void the_best_is_the_lowest_of_an_epoch_and_the_first_of_several_as_low() {
        assertThat(of(9, 3, 1, 2, 1).best()).contains(new Measured(4, 2, 1));
    }

    @Test
    void what_was_before_the_first_step_is_never_the_best() {
        assertThat(of(0.5, 3, 2).best()).contains(new Measured(4, 2, 2));
        assertThat(of(0.5).best()).isEmpty();
        assertThat(of(0.5).exhausts(1)).isFalse();
        assertThat(HeldOutLosses.NONE.exhausts(1)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"0, false", "1, true", "2, true", "3, false"})
    void patience_is_counted_in_epochs_since_the_best(int patience, boolean exhausted) {
        assertThat(of(9, 2, 1, 1, 1.5).exhausts(patience)).isEqualTo(exhausted);
    }

    @Test
    void a_step_that_ends_several_epochs_counts_for_all_of_them() {
        HeldOutLosses losses = new HeldOutLosses(List.of(new Measured(1, 3, 1), new Measured(2, 6, 2)));
        assertThat(losses.exhausts(3)).isTrue();
        assertThat(losses.exhausts(4)).isFalse();
    }

    @Test
    void their_text_is_read_back_to_the_same_numbers() {
        HeldOutLosses losses = of(1.0 / 3, 1e-9, 12345.678901234567);
        assertThat(HeldOutLosses.parse(losses.text())).isEqualTo(losses);
        assertThat(HeldOutLosses.parse("")).isEqualTo(HeldOutLosses.NONE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1:2", "1:2:3:4", "a:2:3", ",", "1:1:x"})
    void any_other_text_is_refused(String text) {
        assertThatThrownBy(() -> HeldOutLosses.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
