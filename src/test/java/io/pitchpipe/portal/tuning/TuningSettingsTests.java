package io.pitchpipe.portal.tuning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TuningSettingsTests {

    @ParameterizedTest
    @CsvSource({"15,2,5,38", "15,4,5,19", "15,2,3,23", "15,4,3,12", "15,4,50,188", "15,4,100,375"})
    void the_steps_are_those_of_the_public_samples(long rows, int batch, int epochs, long steps) {
        assertThat(new TuningSettings(epochs, batch, 0.001, null).totalSteps(rows))
                .isEqualTo(steps);
    }

    @Test
    void the_defaults_are_the_guides_and_follow_the_number_of_examples() {
        assertThat(TuningSettings.defaults(15)).isEqualTo(new TuningSettings(5, 4, 0.001, null));
        assertThat(TuningSettings.defaults(1_000)).isEqualTo(new TuningSettings(5, 16, 0.0002, null));
    }

    @Test
    void values_out_of_range_are_no_settings() {
        assertThatThrownBy(() -> new TuningSettings(0, 4, 0.001, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TuningSettings(5, 257, 0.001, null)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TuningSettings(5, 4, Double.NaN, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void without_a_preamble_an_input_stays_as_it_is() {
        assertThat(Preamble.NONE.applyTo(" 1 ")).isEqualTo(" 1 ");
        assertThat(new Preamble("  Next: ").applyTo("1")).isEqualTo("Next:\n\n1");
        assertThat(new Preamble("Next:").added()).isEqualTo("Next:\n\n".length());
    }

    @Test
    void a_state_only_goes_forward() {
        assertThat(JobState.QUEUED.mayBecome(JobState.RUNNING)).isTrue();
        assertThat(JobState.RUNNING.mayBecome(JobState.QUEUED)).isFalse();
        assertThat(JobState.ACTIVE.mayBecome(JobState.FAILED)).isFalse();
    }
}
