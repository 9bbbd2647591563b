package io.pitchpipe.portal.design;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The linear axis of the loss: from 0, so that it starts alike on every page and does not move while a run goes on, to a round number above the points.
 *
 * <p>An untrained model's loss is often many times what follows, and would press the rest of the curve flat. Where the first tenth of the steps is far above all
 * that comes after, the axis ends above what comes after; a jump is never cut off, wherever it is.
 *
 * @param top where it ends
 * @param interval from tick to tick
 */
public record LossScale(double top, double interval) implements Serializable {

    /** So many times higher than all that follows, the start is cut off. */
    private static final double FAR_ABOVE = 2.5;

    /** Above the very start by more than this factor, the loss has jumped, and the jump is what there is to see. */
    private static final double RISEN = 1.3;

    /** So much room is left above what follows then. */
    private static final double ROOM = 1.6;

    /** With fewer points after the start there is nothing yet that it could press flat. */
    private static final int FEWEST = 4;

    /** Below 0 by less than this share of the highest, a loss is 0 to the eye. */
    private static final double LEAST = 0.01;

    /** Round ends, and in how many parts each is divided. */
    private static final double[][] ROUND = {
        {1, 4}, {1.5, 3}, {2, 4}, {2.5, 5}, {3, 3}, {4, 4}, {5, 5}, {6, 3}, {8, 4}, {10, 4}
    };

    /** For these losses; null where some are below 0, or where there is none above it. */
    static @Nullable LossScale of(List<LossChart.Point> train, List<LossChart.Point> heldOut) {
        var all = new ArrayList<LossChart.Point>(train);
        all.addAll(heldOut);
        var last = all.stream().mapToLong(LossChart.Point::step).max().orElse(0);
        var start = Math.max(1, last / 10);
        var highest = 0.0;
        var lowest = 0.0;
        var later = 0.0;
        var laterPoints = 0;
        var untrained = untrained(all);
        for (var point : all) {
            highest = Math.max(highest, point.meanLoss());
            lowest = Math.min(lowest, point.meanLoss());
            if (point.step() > start) {
                later = Math.max(later, point.meanLoss());
                laterPoints++;
            }
        }
        if (highest <= 0 || lowest < -LEAST * highest) {
            return null;
        }
        var cut = laterPoints >= FEWEST && later > 0 && highest > later * FAR_ABOVE && highest <= untrained * RISEN;
        return rounded(cut ? later * ROOM : highest * 1.02);
    }

    /** The loss at the very start, before anything was learned. */
    private static double untrained(List<LossChart.Point> all) {
        var first = all.stream().mapToLong(LossChart.Point::step).min().orElse(0);
        return all.stream()
                .filter(point -> point.step() <= Math.max(1, first))
                .mapToDouble(LossChart.Point::meanLoss)
                .max()
                .orElse(0);
    }

    private static LossScale rounded(double least) {
        var size = Math.pow(10, Math.floor(Math.log10(least)));
        for (var end : ROUND) {
            if (end[0] * size >= least) {
                return new LossScale(end[0] * size, end[0] * size / end[1]);
            }
        }
        return new LossScale(10 * size, 10 * size / 4);
    }
}
