package io.pitchpipe.portal.design;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * One curve of the chart: its points by rising step, each step once, and their exponential moving average.
 *
 * <p>The average is corrected for its start, as in Kingma and Ba, "Adam: A Method for Stochastic Optimization" (ICLR 2015, arXiv:1412.6980), section 3: with
 * {@code m(0) = 0} and {@code m(t) = w·m(t-1) + (1-w)·x(t)}, what is drawn is {@code m(t) / (1 - w^t)}. Without the division the average of a short curve
 * would lean towards whatever it was started with. Each curve has its own average.
 *
 * <p>A weight {@code w} looks back over about {@code 1/(1-w)} points. On a short curve that would be all of it, and the average of a loss that fell fast would
 * end far above every later point; so the weight is bounded to a look back over a fifth of the curve.
 */
final class Curve implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The share of a curve that its average looks back over at most. */
    private static final double LONGEST_LOOK_BACK = 0.2;

    private final ArrayList<LossChart.Point> points = new ArrayList<>();
    private double weight;

    /** {@code m(t)} and {@code w^t}. */
    private double average;

    private double decay = 1;

    List<LossChart.Point> points() {
        return List.copyOf(points);
    }

    int size() {
        return points.size();
    }

    Optional<LossChart.Point> last() {
        return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
    }

    /** The lowest point; never the one before the first step, which no training made. */
    Optional<LossChart.Point> best() {
        return points.stream()
                .filter(point -> point.step() > 0)
                .min(Comparator.comparingDouble(LossChart.Point::meanLoss));
    }

    void clear() {
        points.clear();
    }

    /** All points with the epochs they belong to, counted from 1, and without an average. */
    List<Drawing.Drawn> numbered() {
        return new Curve().add(points);
    }

    /** Takes what lies past the last step, in step order, and returns it as it is to be drawn. */
    List<Drawing.Drawn> add(List<LossChart.Point> more) {
        var added = new ArrayList<Drawing.Drawn>();
        for (var point : more.stream()
                .sorted(Comparator.comparingLong(LossChart.Point::step))
                .toList()) {
            if (points.isEmpty() || point.step() > points.getLast().step()) {
                added.add(drawn(point));
                points.add(point);
            }
        }
        return added;
    }

    private Drawing.Drawn drawn(LossChart.Point point) {
        if (points.isEmpty()) {
            average = 0;
            decay = 1;
        }
        average = weight * average + (1 - weight) * point.meanLoss();
        decay *= weight;
        var smooth = weight == 0 ? point.meanLoss() : average / (1 - decay);
        return new Drawing.Drawn(point.step(), epochOf(point), point.meanLoss(), smooth);
    }

    /** The epoch that a point belongs to, counted from 1: the one that ran when its step began; 0 before the first step. */
    private long epochOf(LossChart.Point point) {
        if (point.step() == 0) {
            return 0;
        }
        var before = points.isEmpty() ? 0 : points.getLast().epoch();
        return Math.min((long) before, Math.max(0, (long) Math.ceil(point.epoch()))) + 1;
    }

    /**
     * All points anew.
     *
     * @param wanted weight of what came before, 0 to 0.99
     * @param expected how many points the curve will have; where that is not known, those it has count
     */
    List<Drawing.Drawn> redraw(double wanted, long expected) {
        var length = Math.max(Math.max(1, expected), points.size());
        weight = Math.clamp(1 - 1 / (LONGEST_LOOK_BACK * length), 0, wanted);
        var all = List.copyOf(points);
        points.clear();
        return add(all);
    }

    /**
     * Where epochs begin, thinned to at most {@code most} so that their labels stay readable.
     *
     * @return the step after which it begins, and the number of the epoch from 1
     */
    List<LossChart.Note> epochMarks(int most) {
        var begin = new ArrayList<LossChart.Note>();
        var epoch = 0L;
        var before = 0L;
        var completed = 0L;
        for (var point : points) {
            if (point.step() > 0 && completed + 1 > epoch) {
                epoch = completed + 1;
                begin.add(new LossChart.Note(before, Long.toString(epoch)));
            }
            before = point.step();
            completed = (long) Math.floor(point.epoch());
        }
        var every = Math.max(1, Math.ceilDiv(begin.size(), Math.max(1, most)));
        var thinned = new ArrayList<LossChart.Note>();
        for (var i = 0; i < begin.size(); i += every) {
            thinned.add(begin.get(i));
        }
        return thinned;
    }
}
