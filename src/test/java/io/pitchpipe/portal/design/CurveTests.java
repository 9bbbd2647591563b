package io.pitchpipe.portal.design;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pitchpipe.portal.design.LossChart.Note;
import io.pitchpipe.portal.design.LossChart.Point;
import java.util.List;
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
        curve.redraw(0.9);
        curve.add(List.of(point(1, 1)));
        var late = curve.add(List.of(point(2, 0)));

        assertThat(late.getFirst().smooth()).isCloseTo(0.9, within(1e-12));
        assertThat(late.getFirst().loss()).isZero();
        assertThat(curve.redraw(0.9).getLast().smooth()).isCloseTo(0.9, within(1e-12));
        assertThat(curve.redraw(0).getLast().smooth()).isZero();
    }

    @Test
    void epochs_are_marked_where_they_end_and_thinned_to_what_can_be_read() {
        curve.add(LongStream.rangeClosed(1, 100)
                .mapToObj(step -> new Point(step, step / 10.0, 1))
                .toList());

        assertThat(curve.epochMarks(10)).hasSize(10).startsWith(new Note(10, "1"), new Note(20, "2"));
        assertThat(curve.epochMarks(4)).extracting(Note::text).containsExactly("3", "6", "9");
        assertThat(new Curve().epochMarks(4)).isEmpty();
    }

    @Test
    void the_best_point_is_the_lowest_one() {
        curve.add(List.of(point(1, 0.5), point(2, -0.1), point(3, 0.4)));
        assertThat(curve.best()).contains(point(2, -0.1));
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
