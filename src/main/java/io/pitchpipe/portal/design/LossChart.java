package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import java.io.Serializable;
import java.util.List;
import java.util.ServiceLoader;

/**
 * The loss curve of one tuning job: mean loss per step of training and of held-out examples, with epoch marks, the best held-out
 * point, annotations, a logarithmic scale, smoothing, zoom, and the same figures as a table, as an image and as CSV.
 *
 * <p>Two implementations draw it: Apache ECharts by default, Vaadin Charts when Pitchpipe was built with the Maven profile
 * {@code vaadin-charts}. All methods are called under the session lock, like those of any component.
 *
 * @see <a href="../../../../../../../docs/decisions/0050-charts-behind-a-seam.md">decision 0050</a>
 */
public interface LossChart {

    /**
     * One figure of a curve.
     *
     * @param step the optimizer step, from 1
     * @param epoch epochs completed after this step, 0 and up; in words they count from 1, and a step belongs to the one that ran when it began
     * @param meanLoss mean loss over the step's batch in nats per token; any finite number, lower is better
     */
    record Point(long step, double epoch, double meanLoss) implements Serializable {
        public Point {
            if (step < 0 || !Double.isFinite(meanLoss) || !Double.isFinite(epoch)) {
                throw new IllegalArgumentException("A point needs a step from 0 and finite figures");
            }
        }
    }

    /**
     * Something that happened to the job, marked at a step.
     *
     * @param text a few words, such as "Cancelled"; shown as text, whatever it holds
     */
    record Note(long step, String text) implements Serializable {}

    /** Draws a chart's plot area; the frame around it (controls, summary, table) is the same for all. */
    interface Plot {

        Component component();

        /** Draws everything anew, in place of what is shown. */
        void draw(Drawing drawing);

        /** Adds points at the right end of what is shown; only ever called after {@link #draw}. */
        void append(Drawing added);
    }

    /** Makes plots; found by {@link ServiceLoader}. Without one, ECharts draws. */
    interface Provider {
        Plot plot();
    }

    /** An empty chart, drawn by whichever implementation this build has. */
    static LossChart create() {
        var plot = ServiceLoader.load(Provider.class, LossChart.class.getClassLoader())
                .findFirst()
                .map(Provider::plot)
                .orElseGet(EchartsPlot::new);
        return new LossChartFrame(plot);
    }

    /** What to put into a view; always the same component. */
    Component component();

    /** What the curve is of, such as a model's name: the title of its image, and the names of the files. */
    void title(String title);

    /** How many steps there will be, which is where the axis ends; 0 for as many as there are. */
    void total(long steps);

    /** Shows these curves in place of what was shown; points in any order, the first of two with the same step counts. */
    void show(List<Point> train, List<Point> heldOut);

    /** Adds points at the end; those at or before the last step shown are dropped, so that a repeated delivery changes nothing. */
    void append(List<Point> train, List<Point> heldOut);

    /** Marks these moments in place of those marked before. */
    void annotate(List<Note> notes);

    /** Loss on a logarithmic scale; figures of zero and below are left out of it. */
    void logarithmic(boolean on);

    /**
     * Smooths the curves by an exponential moving average, corrected for its start; the raw figures stay visible as a lighter line.
     *
     * @param weight of what came before, 0 (none) to 0.99
     */
    void smoothing(double weight);

    /** How many points of the training curve are held, drawn or not. */
    int size();
}
