package io.pitchpipe.chart;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Main;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.design.LossChart;
import io.pitchpipe.portal.design.LossChart.Note;
import io.pitchpipe.portal.design.LossChart.Point;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.LongStream;

/** One chart, and buttons that do to it what a training view does. */
@Route("chart-alone")
public class ChartView extends Main {

    private static final long serialVersionUID = 1L;
    private static final int STEPS_PER_EPOCH = 50;

    private final transient LossChart chart = LossChart.create();

    public ChartView() {
        chart.title("Tickets & more");
        chart.show(points(1, 200, 1, step -> 2.5 / Math.sqrt(step) + 0.2 * Math.sin(step)), heldOut(200));
        chart.annotate(List.of(new Note(120, "Resumed <b>here</b>")));
        add(
                chart.component(),
                button("Append five", () -> append(5)),
                button(
                        "Repeat the last",
                        () -> chart.append(points(chart.size(), chart.size(), 1, step -> 9), List.of())),
                button(
                        "Five thousand",
                        () -> chart.show(
                                points(1, 5000, 1, step -> 2.5 / Math.sqrt(step) + 0.05 * Math.sin(step)),
                                heldOut(5000))),
                button("Running", this::running),
                button(
                        "Spike",
                        () -> chart.show(points(1, 40, 1, step -> step < 4 ? 2 : step < 12 ? 14.2 : 1.5), List.of())),
                button("Stream", this::stream));
    }

    /** A run at its fourth step of 60, of which only the untrained start is measured; then a good one that was cancelled at its end. */
    private void running() {
        chart.annotate(List.of());
        chart.total(60);
        chart.show(
                LongStream.rangeClosed(1, 4)
                        .mapToObj(step -> new Point(step, 0, 4.9 - step * 0.1))
                        .toList(),
                List.of(new Point(0, 0, 4.943)));
        chart.component()
                .getElement()
                .getParent()
                .appendChild(button("Go on", this::goOn).getElement());
    }

    private void goOn() {
        chart.total(0);
        chart.show(
                LongStream.rangeClosed(1, 60)
                        .mapToObj(step ->
                                new Point(step, step / 20, step < 5 ? 4.9 : 0.3491511344909668 + 1 / (double) step))
                        .toList(),
                List.of(
                        new Point(0, 0, 4.943),
                        new Point(20, 1, 0.61),
                        new Point(40, 2, 0.412),
                        new Point(60, 3, 0.1448)));
        chart.annotate(List.of(new Note(57, "Resumed"), new Note(60, "Cancelled")));
    }

    private void append(int count) {
        chart.append(points(chart.size() + 1L, chart.size() + count, 1, step -> 0.2), List.of());
    }

    /** Twenty deliveries of twenty points every 200 ms, by push. */
    private void stream() {
        var ui = getUI().orElseThrow();
        Thread.ofVirtual().start(() -> {
            for (var delivery = 0; delivery < 20; delivery++) {
                ui.access(() -> append(20));
                try {
                    Thread.sleep(200);
                } catch (InterruptedException interrupted) {
                    Thread.currentThread().interrupt();
                    return;
                }
            }
        });
    }

    private static List<Point> heldOut(long steps) {
        return points(
                STEPS_PER_EPOCH, steps, STEPS_PER_EPOCH, step -> 0.5 + Math.abs(step - steps / 2.0) / (double) steps);
    }

    private static List<Point> points(long from, long to, long every, DoubleUnaryOperator loss) {
        return LongStream.rangeClosed(from, to)
                .filter(step -> (step - from) % every == 0)
                .mapToObj(step -> new Point(step, (double) (step / STEPS_PER_EPOCH), loss.applyAsDouble(step)))
                .toList();
    }

    private static Button button(String text, Runnable action) {
        return new Button(text, click -> action.run());
    }
}
