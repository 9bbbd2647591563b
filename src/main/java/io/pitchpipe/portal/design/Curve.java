package io.pitchpipe.portal.design;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One curve of the chart: its points by rising step, each step once, and their exponential moving average. */
final class Curve implements Serializable {

    private static final long serialVersionUID = 1L;

    private final ArrayList<LossChart.Point> points = new ArrayList<>();
    private double weight;
    private double average;

    List<LossChart.Point> points() {
        return List.copyOf(points);
    }

    int size() {
        return points.size();
    }

    Optional<LossChart.Point> last() {
        return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
    }

    Optional<LossChart.Point> best() {
        return points.stream().min(Comparator.comparingDouble(LossChart.Point::meanLoss));
    }

    void clear() {
        points.clear();
    }

    /** Takes what lies past the last step, in step order, and returns it as it is to be drawn. */
    List<Drawing.Drawn> add(List<LossChart.Point> more) {
        var added = new ArrayList<Drawing.Drawn>();
        for (var point : more.stream()
                .sorted(Comparator.comparingLong(LossChart.Point::step))
                .toList()) {
            if (points.isEmpty() || point.step() > points.getLast().step()) {
                average = points.isEmpty() ? point.meanLoss() : weight * average + (1 - weight) * point.meanLoss();
                points.add(point);
                added.add(new Drawing.Drawn(point.step(), point.epoch(), point.meanLoss(), average));
            }
        }
        return added;
    }

    /** All points anew under this smoothing weight (0 to 0.99). */
    List<Drawing.Drawn> redraw(double newWeight) {
        weight = newWeight;
        var all = List.copyOf(points);
        points.clear();
        return add(all);
    }

    /**
     * The steps at which an epoch was completed, thinned to at most {@code most} so that their labels stay readable.
     *
     * @return step and number of the epoch
     */
    List<LossChart.Note> epochMarks(int most) {
        var marks = new ArrayList<LossChart.Note>();
        var epoch = 0L;
        for (var point : points) {
            var completed = (long) Math.floor(point.epoch());
            if (completed > epoch) {
                epoch = completed;
                marks.add(new LossChart.Note(point.step(), Long.toString(epoch)));
            }
        }
        var every = (marks.size() + most - 1) / Math.max(1, most);
        var thinned = new ArrayList<LossChart.Note>();
        for (var i = every - 1; every > 0 && i < marks.size(); i += every) {
            thinned.add(marks.get(i));
        }
        return thinned;
    }
}
