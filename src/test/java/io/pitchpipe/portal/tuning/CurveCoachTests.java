package io.pitchpipe.portal.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CurveCoachTests {

    private static final TuningSettings SETTINGS = new TuningSettings(5, 4, 0.001, null);

    private static List<Snapshot> curve(int steps, int epochs, IntToDoubleFunction loss) {
        return IntStream.rangeClosed(1, steps)
                .mapToObj(step -> new Snapshot(step, step * epochs / steps, loss.applyAsDouble(step), Instant.EPOCH))
                .toList();
    }

    private static CurveCoach.Advice read(IntToDoubleFunction loss) {
        return CurveCoach.read(curve(100, 5, loss), SETTINGS);
    }

    @Test
    void a_few_steps_say_nothing() {
        assertThat(CurveCoach.read(curve(5, 1, step -> 3.0 / step), SETTINGS).verdict())
                .isEqualTo(CurveCoach.Verdict.TOO_EARLY);
        assertThat(CurveCoach.read(List.of(), SETTINGS).verdict()).isEqualTo(CurveCoach.Verdict.TOO_EARLY);
    }

    @Test
    void a_curve_that_rises_again_wants_a_smaller_rate() {
        var advice = read(step -> step < 50 ? 3 - step * 0.04 : 1 + (step - 50) * 0.05);
        assertThat(advice.verdict()).isEqualTo(CurveCoach.Verdict.DIVERGING);
        assertThat(advice.retune().map(TuningSettings::learningRate)).contains(0.00033);
    }

    @Test
    void a_flat_curve_wants_a_larger_rate() {
        var advice = read(step -> 2.5 + (step % 2) * 0.01);
        assertThat(advice.verdict()).isEqualTo(CurveCoach.Verdict.FLAT);
        assertThat(advice.retune().map(TuningSettings::learningRate)).contains(0.003);
    }

    @Test
    void a_curve_that_has_come_down_to_a_tenth_wants_nothing_more_though_it_still_falls() {
        var advice = read(step -> 4 * Math.exp(-step / 12.0));
        assertThat(advice.verdict()).isEqualTo(CurveCoach.Verdict.GOOD);
        assertThat(advice.retune()).isEmpty();
    }

    @Test
    void a_curve_that_still_falls_wants_more_passes() {
        var advice = read(step -> 4 * Math.exp(-step / 50.0));
        assertThat(advice.verdict()).isEqualTo(CurveCoach.Verdict.STILL_FALLING);
        assertThat(advice.retune().map(TuningSettings::epochCount)).contains(10);
    }

    @Test
    void a_curve_that_levels_off_early_wants_fewer_passes() {
        var advice = read(step -> 0.5 + 3 * Math.exp(-step / 6.0));
        assertThat(advice.verdict()).isEqualTo(CurveCoach.Verdict.PLATEAU);
        assertThat(advice.epoch()).isBetween(1, 3);
        assertThat(advice.retune().map(TuningSettings::epochCount)).contains(advice.epoch());
    }

    @Test
    void examples_known_by_heart_are_no_reason_to_go_on() {
        assertThat(read(step -> Math.max(-0.000001, 2.0 - step * 0.05)).verdict())
                .isEqualTo(CurveCoach.Verdict.PLATEAU);
    }

    @Test
    void a_curve_that_just_levelled_off_is_good() {
        assertThat(read(step -> 0.5 + 3 * Math.exp(-step / 18.0)).verdict()).isEqualTo(CurveCoach.Verdict.GOOD);
    }
}
