package io.pitchpipe.portal.design;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.charts.Chart;
import com.vaadin.flow.component.charts.model.AxisTitle;
import com.vaadin.flow.component.charts.model.AxisType;
import com.vaadin.flow.component.charts.model.ChartType;
import com.vaadin.flow.component.charts.model.Configuration;
import com.vaadin.flow.component.charts.model.DataLabels;
import com.vaadin.flow.component.charts.model.DataSeries;
import com.vaadin.flow.component.charts.model.DataSeriesItem;
import com.vaadin.flow.component.charts.model.Label;
import com.vaadin.flow.component.charts.model.Marker;
import com.vaadin.flow.component.charts.model.PlotLine;
import com.vaadin.flow.component.charts.model.PlotOptionsLine;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Draws with Vaadin Charts. Colours are the same tokens as ever, given to its lines by class names in {@code loss-chart.css}. */
final class VaadinChartsPlot implements LossChart.Plot, Serializable {

    private static final long serialVersionUID = 1L;

    /** More points than a screen has pixels are drawn decimated. */
    private static final int MOST_DRAWN = 1_000;

    /** Within the component's shadow root, where the page's own styles do not reach. */
    private static final String STYLES = """
            .loss-chart-line .highcharts-graph { stroke: var(--loss-chart-train); stroke-width: 1.75px; }
            .loss-chart-line-held-out .highcharts-graph { stroke: var(--loss-chart-held-out); stroke-dasharray: 6 4; }
            .loss-chart-line-raw .highcharts-graph { opacity: 0.3; stroke-width: 1.25px; }
            .loss-chart-line .highcharts-point { fill: var(--loss-chart-train); stroke: none; }
            .loss-chart-line-held-out .highcharts-point { fill: var(--loss-chart-held-out); stroke: none; }
            .highcharts-plot-line { stroke: var(--loss-chart-grid); }
            .highcharts-plot-line.loss-chart-epoch { stroke: var(--loss-chart-grid); stroke-dasharray: 1 3; }
            .highcharts-plot-line.loss-chart-note { stroke: var(--loss-chart-note); }
            .highcharts-plot-line-label { fill: var(--loss-chart-text); font-size: 11px; }
            """;

    private final Chart chart = new Chart(ChartType.LINE);
    private final ArrayList<Drawing.Drawn> train = new ArrayList<>();
    private final ArrayList<Drawing.Drawn> heldOut = new ArrayList<>();
    private @Nullable Drawing shown;

    VaadinChartsPlot() {
        chart.getElement().setAttribute("data-testid", "loss-plot");
        chart.addAttachListener(attached -> chart.getElement().executeJs("""
                const sheet = new CSSStyleSheet();
                sheet.replaceSync($0);
                this.updateComplete.then(() => {
                  this.shadowRoot.adoptedStyleSheets = [...this.shadowRoot.adoptedStyleSheets, sheet];
                });""", STYLES));
    }

    @Override
    public Component component() {
        return chart;
    }

    @Override
    public void draw(Drawing drawing) {
        train.clear();
        heldOut.clear();
        train.addAll(drawing.train());
        heldOut.addAll(drawing.heldOut());
        redraw(drawing);
    }

    @Override
    public void append(Drawing added) {
        var before = shown;
        train.addAll(added.train());
        heldOut.addAll(added.heldOut());
        if (before == null
                || train.size() > MOST_DRAWN
                || !added.heldOut().isEmpty()
                || !added.marks().equals(before.marks())) {
            redraw(added);
            return;
        }
        for (var series : chart.getConfiguration().getSeries()) {
            var raw = "train-raw".equals(series.getId());
            if (series instanceof DataSeries data && (raw || "train".equals(series.getId()))) {
                for (var point : added.train()) {
                    data.add(item(point, raw ? Drawing.Drawn::loss : Drawing.Drawn::smooth, added.logarithmic()), true, false);
                }
            }
        }
    }

    private void redraw(Drawing drawing) {
        shown = drawing;
        var configuration = new Configuration();
        configuration.getChart().setType(ChartType.LINE);
        configuration.getChart().setAnimation(false);
        configuration.getChart().setStyledMode(true);
        configuration.getChart().setSpacing(new Number[] {28, 16, 4, 4});
        configuration.setTitle("");
        configuration.getLegend().setEnabled(false);
        configuration.getTooltip().setValueDecimals(null);
        axes(configuration, drawing);
        if (drawing.smoothed()) {
            configuration.addSeries(series("train-raw", drawing.words().train(), train, drawing, true));
            configuration.addSeries(series("held-out-raw", drawing.words().heldOut(), heldOut, drawing, true));
        }
        configuration.addSeries(series("train", drawing.words().train(), train, drawing, false));
        var heldOutSeries = series("held-out", drawing.words().heldOut(), heldOut, drawing, false);
        markBest(heldOutSeries, drawing);
        configuration.addSeries(heldOutSeries);
        chart.setConfiguration(configuration);
        chart.drawChart(true);
    }

    private static void axes(Configuration configuration, Drawing drawing) {
        var steps = configuration.getxAxis();
        steps.setTitle(new AxisTitle(drawing.words().step()));
        steps.setMin(0);
        steps.setAllowDecimals(false);
        var loss = configuration.getyAxis();
        loss.setTitle(new AxisTitle(drawing.words().loss()));
        loss.setType(drawing.logarithmic() ? AxisType.LOGARITHMIC : AxisType.LINEAR);
        var lines = new ArrayList<PlotLine>();
        for (var mark : drawing.marks()) {
            lines.add(line(mark, drawing.words().epoch() + " " + mark.text(), "loss-chart-epoch"));
        }
        for (var note : drawing.notes()) {
            lines.add(line(note, note.text(), "loss-chart-note"));
        }
        steps.setPlotLines(lines.toArray(PlotLine[]::new));
    }

    private static PlotLine line(LossChart.Note at, String text, String className) {
        var line = new PlotLine();
        line.setValue(at.step());
        line.setClassName(className);
        line.setZIndex(2);
        line.setLabel(new Label(literal(text)));
        return line;
    }

    /** The library reads some markup in its labels; a note is text whatever it holds. */
    private static String literal(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static DataSeries series(
            String id, String name, List<Drawing.Drawn> points, Drawing drawing, boolean raw) {
        ToDoubleFunction<Drawing.Drawn> figure = raw ? Drawing.Drawn::loss : Drawing.Drawn::smooth;
        var series = new DataSeries(name);
        series.setId(id);
        series.setData(new ArrayList<>(decimated(points, figure).stream()
                .map(point -> item(point, figure, drawing.logarithmic()))
                .toList()));
        var options = new PlotOptionsLine();
        var held = id.startsWith("held-out");
        options.setClassName("loss-chart-line" + (held ? " loss-chart-line-held-out" : "") + (raw ? " loss-chart-line-raw" : ""));
        options.setAnimation(false);
        options.setTurboThreshold(0);
        options.setEnableMouseTracking(!raw);
        options.setMarker(new Marker(points.size() == 1));
        series.setPlotOptions(options);
        return series;
    }

    private static void markBest(DataSeries heldOutSeries, Drawing drawing) {
        var best = drawing.best();
        if (best == null) {
            return;
        }
        for (var item : heldOutSeries.getData()) {
            if (item.getX().longValue() == best.step()) {
                var marker = new Marker(true);
                marker.setRadius(5);
                item.setMarker(marker);
                var label = new DataLabels(true);
                label.setFormat(literal(drawing.words().best()) + " " + Math.round(best.loss() * 1000) / 1000.0);
                item.setDataLabels(label);
            }
        }
    }

    /** A figure that a logarithmic scale has no place for is a gap. */
    private static DataSeriesItem item(
            Drawing.Drawn point, ToDoubleFunction<Drawing.Drawn> figure, boolean logarithmic) {
        var loss = figure.applyAsDouble(point);
        var item = new DataSeriesItem(point.step(), loss);
        if (logarithmic && loss <= 0) {
            item.setY(null);
        }
        return item;
    }

    /** The lowest and the highest point of each stretch, so that no spike is lost; all points where there are few. */
    private static List<Drawing.Drawn> decimated(List<Drawing.Drawn> points, ToDoubleFunction<Drawing.Drawn> figure) {
        if (points.size() <= MOST_DRAWN) {
            return points;
        }
        var stretches = MOST_DRAWN / 2;
        var kept = new ArrayList<Drawing.Drawn>(MOST_DRAWN);
        for (var i = 0; i < stretches; i++) {
            var from = (int) ((long) points.size() * i / stretches);
            var to = (int) ((long) points.size() * (i + 1) / stretches);
            var low = points.get(from);
            var high = low;
            for (var point : points.subList(from, to)) {
                low = figure.applyAsDouble(point) < figure.applyAsDouble(low) ? point : low;
                high = figure.applyAsDouble(point) > figure.applyAsDouble(high) ? point : high;
            }
            kept.add(low.step() <= high.step() ? low : high);
            if (low.step() != high.step()) {
                kept.add(low.step() <= high.step() ? high : low);
            }
        }
        return kept;
    }
}
