package io.pitchpipe.tuningserver.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingSettingsTests {

    @ParameterizedTest
    @CsvSource({
        "15,2,5,38",
        "15,4,5,19",
        "15,2,3,23",
        "15,4,3,12",
        "15,4,50,188",
        "15,4,100,375",
        "1,4,1,1",
        "40000,1,100,4000000"
    })
    void total_steps_are_those_of_every_published_sample(int examples, int batch, int epochs, int steps) {
        assertThat(new TrainingSettings(epochs, batch, 0.001, 0).totalSteps(examples))
                .isEqualTo(steps);
    }

    @ParameterizedTest
    @CsvSource({
        "15,4,50,40,10",
        "15,4,50,81,21",
        "15,4,50,120,32",
        "15,4,50,160,42",
        "15,4,50,188,50",
        "15,4,5,19,5",
        "15,4,5,1,0",
        "15,4,5,4,1",
        "3,8,4,1,2",
        "3,8,4,2,4"
    })
    void epochs_after_a_step_are_those_of_every_published_sample(
            int examples, int batch, int epochs, int step, int epoch) {
        assertThat(new TrainingSettings(epochs, batch, 0.001, 0).epochAfter(step, examples))
                .isEqualTo(epoch);
    }

    @Test
    void impossible_settings_are_refused() {
        assertThatThrownBy(() -> new TrainingSettings(0, 4, 0.001, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrainingSettings(5, 0, 0.001, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrainingSettings(5, 4, 0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new TrainingSettings(5, 4, Double.NaN, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> TrainingSettings.DEFAULT.totalSteps(0)).isInstanceOf(IllegalArgumentException.class);
    }
}
