package io.pitchpipe.portal.tuning;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.tuning.CurveCoach.Verdict;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CurveCoachTests {

    private static final TuningSettings SETTINGS = new TuningSettings(5, 4, 0.001, null);

    /**
     * One of the zoo.
     *
     * @param why it is right
     * @param epochs offered; 0 for none
     * @param rate offered; 0 for none
     */
    private record Case(
            String what,
            String why,
            List<Snapshot> curve,
            TuningSettings settings,
            long rows,
            JobState state,
            int total,
            Verdict verdict,
            int epochs,
            double rate) {

        TuningJob job() {
            return Runs.job(state, settings, rows, curve.size(), total, false);
        }

        @Override
        public String toString() {
            return what + ": " + why;
        }
    }

    private static TuningSettings with(int epochs, int batch, double rate) {
        return new TuningSettings(epochs, batch, rate, null);
    }

    private static Case recorded(
            String name, String why, TuningSettings settings, long rows, Verdict verdict, int epochs, double rate) {
        var curve = Runs.recorded(name);
        return new Case(name, why, curve, settings, rows, JobState.ACTIVE, curve.size(), verdict, epochs, rate);
    }

    private static Case cut(
            String name,
            int steps,
            JobState state,
            String why,
            TuningSettings settings,
            long rows,
            Verdict verdict,
            double rate) {
        var curve = Runs.recorded(name);
        return new Case(
                name + " to step " + steps + " (" + state + ")",
                why,
                curve.subList(0, steps),
                settings,
                rows,
                state,
                curve.size(),
                verdict,
                0,
                rate);
    }

    /** Trainings of the demo base as they were recorded, whole and cut off. docs/user-guide.md has what each means. */
    static Stream<Case> zoo() {
        var sums = with(5, 4, 0.001);
        return Stream.of(
                recorded(
                        "digits-default",
                        "from 1.9 to 0.02, level over the last two epochs, and one epoch less is no advice worth a training",
                        with(5, 4, 0.001),
                        60,
                        Verdict.GOOD,
                        0,
                        0),
                recorded(
                        "digits-rate-1",
                        "2.1 became 16.5 at the third step: somebody meant the multiplier",
                        with(5, 4, 1),
                        60,
                        Verdict.SPIKE,
                        5,
                        0.001),
                recorded(
                        "digits-rate-0.1",
                        "2.0 became 15.7; that it ends at 0.6 does not make the rate right",
                        with(5, 4, 0.1),
                        60,
                        Verdict.SPIKE,
                        5,
                        0.001),
                recorded(
                        "digits-rate-0.03",
                        "2.1 became 13.8 at the eighth step",
                        with(5, 4, 0.03),
                        60,
                        Verdict.SPIKE,
                        5,
                        0.001),
                recorded(
                        "sums-rate-0.1",
                        "4.3 became 11; less than twice over three steps, but the rate is a hundred times the usual",
                        with(3, 4, 0.1),
                        120,
                        Verdict.SPIKE,
                        3,
                        0.001),
                recorded(
                        "numbers-rate-1",
                        "0.26 became 8.4 and stayed at 3.5: it does not matter that it fell from there",
                        with(5, 4, 1),
                        15,
                        Verdict.SPIKE,
                        5,
                        0.001),
                recorded(
                        "numbers-rate-0.000001",
                        "nothing moved but by chance, at a thousandth of the usual rate",
                        with(5, 4, 0.000001),
                        15,
                        Verdict.FLAT,
                        5,
                        0.001),
                recorded(
                        "numbers-default",
                        "from 0.23 to 0.01, and it fell until the fourth epoch: the usual settings suit these",
                        with(5, 4, 0.001),
                        15,
                        Verdict.GOOD,
                        0,
                        0),
                recorded(
                        "numbers-20-epochs",
                        "known by heart long before the twentieth epoch",
                        with(20, 4, 0.001),
                        15,
                        Verdict.PLATEAU,
                        4,
                        0),
                recorded("numbers-one-epoch", "four steps say nothing", with(1, 4, 0.001), 15, Verdict.TOO_FEW, 0, 0),
                recorded(
                        "sums-slow",
                        "from 4.3 to 2.3 and no end of it; its first batch of 2.8 is chance and its second no jump",
                        with(3, 4, 0.0001),
                        120,
                        Verdict.STILL_FALLING,
                        6,
                        0),
                recorded(
                        "sums-default",
                        "from 4 to 1.1; the last epoch brought 4 %, not worth twice the time",
                        sums,
                        120,
                        Verdict.GOOD,
                        0,
                        0),
                recorded(
                        "coin-batch-1",
                        "coin tosses learned by heart: the curve falls all the same, which is why the test decides and not the curve",
                        with(5, 1, 0.001),
                        60,
                        Verdict.GOOD,
                        0,
                        0),
                recorded(
                        "coin-default",
                        "the same: it fell to a sixteenth, and until the last epoch",
                        with(8, 4, 0.001),
                        60,
                        Verdict.GOOD,
                        0,
                        0),
                cut(
                        "sums-default",
                        18,
                        JobState.CANCELLED,
                        "stopped at 12 %, falling: part of a run says nothing of how many epochs are right",
                        sums,
                        120,
                        Verdict.FELL,
                        0),
                cut(
                        "digits-default",
                        60,
                        JobState.CANCELLED,
                        "level, but stopped: fewer epochs are no advice either",
                        with(5, 4, 0.001),
                        60,
                        Verdict.FELL,
                        0),
                cut(
                        "sums-default",
                        6,
                        JobState.FAILED,
                        "hardly moved in six steps: no larger rate after so few",
                        sums,
                        120,
                        Verdict.FLAT,
                        0),
                cut(
                        "digits-rate-1",
                        4,
                        JobState.CANCELLED,
                        "the jump is there after four steps, however it ended",
                        with(5, 4, 1),
                        60,
                        Verdict.SPIKE,
                        0.001),
                cut(
                        "digits-rate-1",
                        2,
                        JobState.FAILED,
                        "2.1 became 8.0 before the backend gave it up",
                        with(5, 4, 1),
                        60,
                        Verdict.SPIKE,
                        0.001),
                cut(
                        "digits-rate-1",
                        1,
                        JobState.FAILED,
                        "given up before the jump is in the curve; the rate is a thousand times the usual",
                        with(5, 4, 1),
                        60,
                        Verdict.FAR_OFF,
                        0.001),
                cut(
                        "digits-default",
                        2,
                        JobState.FAILED,
                        "a usual rate is no reason for a failure after two steps",
                        with(5, 4, 0.001),
                        60,
                        Verdict.TOO_FEW,
                        0),
                cut("sums-default", 3, JobState.LOST, "three steps say nothing", sums, 120, Verdict.TOO_FEW, 0),
                cut("sums-default", 0, JobState.FAILED, "there is no curve", sums, 120, Verdict.NO_STEPS, 0),
                cut(
                        "sums-default",
                        90,
                        JobState.RUNNING,
                        "half a curve is not advised upon",
                        sums,
                        120,
                        Verdict.NOT_YET,
                        0));
    }

    @ParameterizedTest
    @MethodSource("zoo")
    void every_curve_of_the_zoo_is_read_as_it_is(Case one) {
        var advice = CurveCoach.read(one.job(), one.curve());
        assertThat(advice.verdict()).as(one.why()).isEqualTo(one.verdict());
        var offered = advice.retune();
        assertThat(offered.isPresent()).as("%s offers %s", one, offered).isEqualTo(one.epochs() > 0 || one.rate() > 0);
        offered.ifPresent(retune -> {
            assertThat(retune.epochCount())
                    .isEqualTo(one.epochs() > 0 ? one.epochs() : one.settings().epochCount());
            assertThat(retune.learningRate())
                    .isEqualTo(one.rate() > 0 ? one.rate() : one.settings().learningRate());
        });
    }

    private static TuningJob whole(List<Snapshot> curve, TuningSettings settings) {
        return Runs.job(JobState.ACTIVE, settings, 60, curve.size(), curve.size(), false);
    }

    private static CurveCoach.Advice read(IntToDoubleFunction loss) {
        var curve = Runs.drawn(100, 5, loss);
        return CurveCoach.read(whole(curve, SETTINGS), curve);
    }

    @Test
    void a_curve_that_rises_again_wants_a_smaller_rate() {
        var advice = read(step -> step < 50 ? 3 - step * 0.04 : 1 + (step - 50) * 0.05);
        assertThat(advice.verdict()).isEqualTo(Verdict.DIVERGING);
        assertThat(advice.retune().map(TuningSettings::learningRate)).contains(0.00033);
        assertThat(advice.to()).isGreaterThan(advice.from());
    }

    @Test
    void a_flat_curve_wants_a_larger_rate() {
        var advice = read(step -> 2.5 + (step % 2) * 0.01);
        assertThat(advice.verdict()).isEqualTo(Verdict.FLAT);
        assertThat(advice.retune().map(TuningSettings::learningRate)).contains(0.003);
    }

    @Test
    void one_odd_example_among_many_is_no_jump() {
        assertThat(read(step -> step % 20 == 7 ? 5.5 : 0.5 + 1.5 * Math.exp(-step / 20.0))
                        .verdict())
                .isNotEqualTo(Verdict.SPIKE);
    }

    @Test
    void a_curve_that_has_come_down_to_a_tenth_wants_nothing_more_though_it_still_falls() {
        var advice = read(step -> 4 * Math.exp(-step / 12.0));
        assertThat(advice.verdict()).isEqualTo(Verdict.GOOD);
        assertThat(advice.retune()).isEmpty();
    }

    @Test
    void a_curve_that_still_falls_wants_more_epochs() {
        var advice = read(step -> 4 * Math.exp(-step / 50.0));
        assertThat(advice.verdict()).isEqualTo(Verdict.STILL_FALLING);
        assertThat(advice.retune().map(TuningSettings::epochCount)).contains(10);
    }

    @Test
    void a_curve_that_levels_off_early_wants_fewer_epochs() {
        var advice = read(step -> 0.5 + 3 * Math.exp(-step / 6.0));
        assertThat(advice.verdict()).isEqualTo(Verdict.PLATEAU);
        assertThat(advice.epoch()).isBetween(1, 3);
        assertThat(advice.retune().map(TuningSettings::epochCount)).contains(advice.epoch());
    }

    @Test
    void examples_known_by_heart_are_no_reason_to_go_on() {
        assertThat(read(step -> Math.max(-0.000001, 2.0 - step * 0.05)).verdict())
                .isEqualTo(Verdict.PLATEAU);
    }

    @Test
    void a_curve_that_just_levelled_off_is_good() {
        assertThat(read(step -> 0.5 + 3 * Math.exp(-step / 18.0)).verdict()).isEqualTo(Verdict.GOOD);
    }

    @Test
    void whoever_retunes_with_the_epochs_that_are_enough_is_not_sent_back() {
        for (var pace = 2; pace < 60; pace++) {
            for (var epochs = 4; epochs < 20; epochs += 3) {
                var fall = pace;
                var settings = SETTINGS.withEpochs(epochs);
                var curve = Runs.drawn(20 * epochs, epochs, step -> 0.5 + 3 * Math.exp(-step / (double) fall));
                var advice = CurveCoach.read(whole(curve, settings), curve);
                if (advice.verdict() == Verdict.PLATEAU) {
                    var shorter = settings.withEpochs(advice.epoch());
                    var again = curve.subList(0, 20 * advice.epoch());
                    assertThat(CurveCoach.read(whole(again, shorter), again).verdict())
                            .as("pace %d, %d of %d epochs", pace, advice.epoch(), epochs)
                            .isNotEqualTo(Verdict.STILL_FALLING);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"CANCELLED", "FAILED", "LOST"})
    void part_of_a_run_is_never_a_reason_for_more_or_fewer_epochs(JobState state) {
        List<IntToDoubleFunction> curves = List.of(
                step -> 4 * Math.exp(-step / 50.0),
                step -> 0.5 + 3 * Math.exp(-step / 6.0),
                step -> 2.5,
                step -> 3 - step * 0.01);
        for (var loss : curves) {
            for (var steps = 0; steps < 100; steps += 7) {
                var curve = Runs.drawn(100, 5, loss).subList(0, steps);
                var advice = CurveCoach.read(Runs.job(state, SETTINGS, 80, steps, 100, false), curve);
                assertThat(advice.retune()).as("%s at %d", state, steps).isEqualTo(Optional.empty());
                assertThat(advice.verdict()).isIn(Verdict.NO_STEPS, Verdict.TOO_FEW, Verdict.FELL, Verdict.FLAT);
            }
        }
    }

    @Test
    void a_run_that_patience_ended_is_not_told_to_go_on() {
        var curve = Runs.drawn(60, 3, step -> 4 * Math.exp(-step / 50.0));
        var advice = CurveCoach.read(Runs.job(JobState.ACTIVE, SETTINGS, 80, 60, 100, true), curve);
        assertThat(advice.verdict()).isEqualTo(Verdict.FELL);
        assertThat(advice.retune()).isEmpty();
    }

    @Test
    void epochs_count_from_1_and_a_step_belongs_to_the_one_that_ran_when_it_began() {
        assertThat(Stream.of(0, 1, 4, 5, 8, 15, 16, 19).map(step -> SETTINGS.epochOf(step, 15)))
                .containsExactly(1, 1, 1, 2, 2, 4, 5, 5);
    }
}
