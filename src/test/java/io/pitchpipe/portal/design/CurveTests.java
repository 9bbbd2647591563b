package io.pitchpipe.portal.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pitchpipe.portal.design.LossChart.Note;
import io.pitchpipe.portal.design.LossChart.Point;
import java.util.List;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class CurveTests {

    private final Curve curve = new Curve();

    @Test
    void points_come_in_step_order_and_each_step_once() {
        curve.add(List.of(point(3, 0.3), point(1, 0.5), point(2, 0.4), point(2, 9)));
        var added = curve.add(List.of(point(3, 7), point(4, 0.2)));

        assertThat(curve.points()).containsExactly(point(1, 0.5), point(2, 0.4), point(3, 0.3), point(4, 0.2));
        assertThat(added).extracting(Drawing.Drawn::step).containsExactly(4L);
    }

    @Test
    void smoothing_goes_on_across_deliveries_as_if_there_had_been_one() {
        curve.redraw(0.9, 100);
        curve.add(List.of(point(1, 1)));
        var late = curve.add(List.of(point(2, 0)));

        // (0.9·0.1·1 + 0.1·0) / (1 - 0.9²)
        assertThat(late.getFirst().smooth()).isCloseTo(0.09 / 0.19, within(1e-12));
        assertThat(late.getFirst().loss()).isZero();
        assertThat(curve.redraw(0.9, 100).getLast().smooth()).isCloseTo(0.09 / 0.19, within(1e-12));
        assertThat(curve.redraw(0, 100).getLast().smooth()).isZero();
    }

    @Test
    void a_level_curve_is_smoothed_to_itself_and_the_start_weighs_no_more_than_any_other_point() {
        curve.redraw(0.9, 100);
        assertThat(curve.add(List.of(point(1, 2), point(2, 2), point(3, 2))))
                .allSatisfy(drawn -> assertThat(drawn.smooth()).isCloseTo(2, within(1e-12)));

        var rising = new Curve();
        rising.redraw(0.9, 100);
        var third = rising.add(List.of(point(1, 1), point(2, 2), point(3, 3))).getLast();
        // Weights 0.81, 0.9 and 1 of 2.71: an average that began at the first point would be 1.29.
        assertThat(third.smooth()).isCloseTo((0.81 + 1.8 + 3) / 2.71, within(1e-12));
    }

    @Test
    void each_curve_has_an_average_of_its_own() {
        curve.redraw(0.9, 100);
        curve.add(List.of(point(1, 5)));
        var other = new Curve();
        other.redraw(0.9, 100);
        assertThat(other.add(List.of(point(1, 1))).getFirst().smooth()).isCloseTo(1, within(1e-12));
    }

    @Test
    void the_average_of_a_short_curve_that_fell_fast_ends_near_its_last_points() {
        curve.add(LongStream.rangeClosed(1, 19)
                .mapToObj(step -> point(step, 4.9 * Math.exp(-0.45 * (step - 1))))
                .toList());
        var drawn = curve.redraw(0.9, 19);

        assertThat(drawn.getLast().loss()).isCloseTo(0.0015, within(0.0005));
        assertThat(drawn.getLast().smooth()).isLessThan(0.05);
        assertThat(curve.redraw(0.9, 0).getLast().smooth())
                .as("as many as there are, where it is not known how many there will be")
                .isEqualTo(drawn.getLast().smooth());
    }

    @Test
    void a_held_out_curve_of_a_few_epochs_is_not_averaged_away() {
        curve.add(List.of(point(0, 4.9), point(10, 1.2), point(20, 0.5)));
        assertThat(curve.redraw(0.9, 0)).extracting(Drawing.Drawn::smooth).containsExactly(4.9, 1.2, 0.5);
    }

    @Test
    void epochs_are_marked_where_they_begin_from_1_on_and_thinned_to_what_can_be_read() {
        curve.add(LongStream.rangeClosed(1, 100)
                .mapToObj(step -> new Point(step, step / 10.0, 1))
                .toList());

        assertThat(curve.epochMarks(10)).hasSize(10).startsWith(new Note(0, "1"), new Note(10, "2"), new Note(20, "3"));
        assertThat(curve.epochMarks(4)).extracting(Note::text).containsExactly("1", "4", "7", "10");
        assertThat(new Curve().epochMarks(4)).isEmpty();
    }

    @Test
    void a_step_belongs_to_the_epoch_that_ran_when_it_began_as_the_marks_say() {
        // 15 examples in batches of 4: what the backend says is how many epochs are complete after each step.
        var drawn = curve.add(LongStream.rangeClosed(0, 8)
                .mapToObj(step -> new Point(step, step * 4 / 15, 1))
                .toList());

        assertThat(drawn).extracting(Drawing.Drawn::epoch).containsExactly(0L, 1L, 1L, 1L, 1L, 2L, 2L, 2L, 2L);
        assertThat(curve.epochMarks(10)).containsExactly(new Note(0, "1"), new Note(4, "2"));
    }

    @Test
    void the_best_point_is_the_lowest_one() {
        curve.add(List.of(point(1, 0.5), point(2, -0.1), point(3, 0.4)));
        assertThat(curve.best()).contains(point(2, -0.1));
    }

    @Test
    void the_untrained_start_is_never_the_best_point() {
        curve.add(List.of(point(0, 0.5)));
        assertThat(curve.best()).isEmpty();
        curve.add(List.of(point(10, 0.7)));
        assertThat(curve.best()).contains(point(10, 0.7));
    }

    @Test
    void the_scale_of_the_loss_begins_at_0_and_ends_at_a_round_number() {
        var scale = LossScale.of(List.of(point(1, 2.31), point(2, 1.8)), List.of());
        assertThat(scale).isEqualTo(new LossScale(2.5, 0.5));
        assertThat(LossScale.of(List.of(point(1, 0.02), point(2, -0.000001)), List.of()))
                .as("nothing but rounding is below 0")
                .isNotNull();
        assertThat(LossScale.of(List.of(point(1, 2), point(2, -1)), List.of())).isNull();
        assertThat(LossScale.of(List.of(), List.of())).isNull();
    }

    @Test
    void an_untrained_start_far_above_all_that_follows_does_not_press_it_flat_but_a_later_jump_is_shown_whole() {
        var after =
                LongStream.rangeClosed(1, 40).mapToObj(step -> point(step, 0.6)).toList();
        assertThat(Objects.requireNonNull(LossScale.of(after, List.of(point(0, 4.9))))
                        .top())
                .isEqualTo(1);
        var jump = LongStream.rangeClosed(1, 40)
                .mapToObj(step -> point(step, step == 20 ? 14 : 2))
                .toList();
        assertThat(Objects.requireNonNull(LossScale.of(jump, List.of())).top()).isEqualTo(15);
    }

    /** A rate of 1 that was meant as a multiplier: the chart cut off the jump at step 2 and said that the loss was so high at the start. */
    @Test
    void a_jump_right_after_the_start_is_shown_whole_too() {
        var jump = LongStream.rangeClosed(1, 68)
                .mapToObj(step -> point(step, step == 1 ? 2.03 : step < 7 ? 8.04 : 1.3))
                .toList();
        assertThat(Objects.requireNonNull(LossScale.of(jump, List.of(point(0, 1.9))))
                        .top())
                .isEqualTo(10);
    }

    @Test
    void a_loss_has_the_digits_that_a_person_reads() {
        assertThat(List.of(0.3491511344909668, 4.943, 12.44, 130.2, 0.001634, 0.00004, 0.0, -0.000001))
                .extracting(Formats::loss)
                .containsExactly("0.349", "4.943", "12.4", "130", "0.0016", "<0.0001", "0", "0");
    }

    @Test
    void the_csv_has_every_step_with_every_digit_and_nothing_that_a_spreadsheet_could_run() {
        var train = new Curve()
                .add(List.of(new Point(1, 0, 0.3491511344909668), new Point(2, 1, 1.0E-7), new Point(3, 1, -0.000001)));
        var held = new Curve().add(List.of(new Point(0, 0, 4.5), new Point(2, 1, 0.25)));

        assertThat(CurveExport.csv(train, held).lines())
                .containsExactly(
                        "step,epoch,training_loss,held_out_loss",
                        "0,0,,4.5",
                        "1,1,0.3491511344909668,",
                        "2,1,0.0000001,0.25",
                        "3,2,-0.000001,");
        assertThat(CurveExport.fileName("=cmd|'/C calc'!A0 Ärger\n")).isEqualTo("cmd-c-calc-a0-rger-loss");
        assertThat(CurveExport.fileName("数字")).isEqualTo("loss");
    }

    @Test
    void a_point_without_a_finite_loss_is_refused() {
        assertThatThrownBy(() -> point(1, Double.NaN)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> point(-1, 0.1)).isInstanceOf(IllegalArgumentException.class);
    }

    private static Point point(long step, double loss) {
        return new Point(step, 0, loss);
    }
}
