package io.pitchpipe.portal.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class UnusualSettingTests {

    @Test
    void no_default_and_no_preset_is_warned_of() {
        for (var rows : List.of(6L, 15L, 90L, 999L, 1_000L, 20_000L)) {
            assertThat(Arrays.stream(Preset.values()).map(preset -> preset.settings(rows)))
                    .allSatisfy(settings -> {
                        assertThat(UnusualSetting.rate(settings.learningRate(), rows))
                                .isEmpty();
                        assertThat(UnusualSetting.epochs(settings.epochCount(), 0))
                                .isEmpty();
                        assertThat(UnusualSetting.batch(settings.batchSize(), settings.epochCount(), rows))
                                .isEmpty();
                    });
        }
        assertThat(UnusualSetting.multiplier(1)).isEmpty();
    }

    @Test
    void a_rate_typed_where_the_multiplier_was_meant_is_told_from_one_that_is_only_high() {
        assertThat(UnusualSetting.rate(1, 60)).contains(UnusualSetting.RATE_LIKE_MULTIPLIER);
        assertThat(UnusualSetting.rate(0.03, 60)).contains(UnusualSetting.RATE_HIGH);
        assertThat(UnusualSetting.rate(0.01, 60)).as("ten times the default").isEmpty();
        assertThat(UnusualSetting.rate(0.01, 5_000))
                .as("of a large set, whose default is lower")
                .contains(UnusualSetting.RATE_HIGH);
        assertThat(UnusualSetting.rate(0.000001, 15)).contains(UnusualSetting.RATE_LOW);
    }

    @Test
    void a_multiplier_is_warned_of_by_the_rate_that_comes_of_it() {
        assertThat(UnusualSetting.multiplier(0.001)).contains(UnusualSetting.MULTIPLIER_LIKE_RATE);
        assertThat(UnusualSetting.multiplier(0.05)).contains(UnusualSetting.MULTIPLIER_LOW);
        assertThat(UnusualSetting.multiplier(50)).contains(UnusualSetting.MULTIPLIER_HIGH);
        assertThat(List.of(0.1, 0.5, 2.0, 10.0))
                .allSatisfy(
                        usual -> assertThat(UnusualSetting.multiplier(usual)).isEmpty());
    }

    @Test
    void many_epochs_are_warned_of_unless_the_training_ends_early_anyway() {
        assertThat(UnusualSetting.epochs(400, 0)).contains(UnusualSetting.EPOCHS_MANY);
        assertThat(UnusualSetting.epochs(400, 3)).isEmpty();
        assertThat(UnusualSetting.epochs(2 * UnusualSetting.MANY_EPOCHS, 0))
                .as("what the coach may advise")
                .isEmpty();
    }

    @Test
    void a_batch_is_warned_of_where_it_takes_more_than_there_is_or_leaves_too_few_steps() {
        assertThat(UnusualSetting.batch(16, 5, 15)).contains(UnusualSetting.BATCH_OVER_EXAMPLES);
        assertThat(UnusualSetting.batch(64, 5, 70)).isEmpty();
        assertThat(UnusualSetting.batch(70, 5, 70)).contains(UnusualSetting.BATCH_FEW_STEPS);
        assertThat(UnusualSetting.batch(4, 1, 3)).as("the default").isEmpty();
    }
}
