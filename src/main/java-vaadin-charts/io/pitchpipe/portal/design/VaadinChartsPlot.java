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
import com.vaadin.flow.component.charts.model.Dimension;
import com.vaadin.flow.component.charts.model.HorizontalAlign;
import com.vaadin.flow.component.charts.model.Label;
import com.vaadin.flow.component.charts.model.Marker;
import com.vaadin.flow.component.charts.model.PlotLine;
import com.vaadin.flow.component.charts.model.PlotOptionsLine;
import com.vaadin.flow.component.charts.model.TextAlign;
import com.vaadin.flow.component.charts.model.VerticalAlign;
import com.vaadin.flow.component.charts.model.Zooming;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
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
            .highcharts-plot-line-label.loss-chart-note { fill: var(--loss-chart-note); }
            .highcharts-plot-line.loss-chart-above { stroke: none; }
            .highcharts-root, .highcharts-root text { font-family: inherit; font-variant-numeric: tabular-nums; }
            """;

    /** The words of a step, worked out with the step: its number, then what each line says of it. */
    private static final String TOOLTIP = """
            function() {
              var points = this.points || [this];
              var words = points.map(function(one) { return (one.point || one).name; });
              return [STEP + ' ' + this.x].concat(words).join('<br>');
            }""";

    /** Labels of epochs are at least this share of the plot apart. */
    private static final long LABELS_ACROSS = 6;

    /** Beyond this share of the plot, words go to the left of their line, or they would be cut off at the edge. */
    private static final double RIGHT_PART = 0.7;

    private static final int FIRST_ROW = 14;
    private static final int ROW = 16;

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
                || !added.marks().equals(before.marks())
                || added.lastStep() != before.lastStep()
                || !Objects.equals(added.scale(), before.scale())
                || !Objects.equals(added.above(), before.above())) {
            redraw(added);
            return;
        }
        for (var series : chart.getConfiguration().getSeries()) {
            var raw = "train-raw".equals(series.getId());
            if (series instanceof DataSeries data && (raw || "train".equals(series.getId()))) {
                for (var point : added.train()) {
                    data.add(item(point, raw ? Drawing.Drawn::loss : Drawing.Drawn::smooth, added, added.words().train()), true, false);
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
        configuration.getTooltip().setShared(true);
        configuration.getTooltip().setFormatter(TOOLTIP.replace("STEP", '"' + literal(drawing.words().step()) + '"'));
        var zooming = new Zooming();
        zooming.setType(Dimension.X);
        configuration.getChart().setZooming(zooming);
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
        steps.setMax(drawing.lastStep());
        var loss = configuration.getyAxis();
        loss.setTitle(new AxisTitle(""));
        loss.setType(drawing.logarithmic() ? AxisType.LOGARITHMIC : AxisType.LINEAR);
        var scale = drawing.scale();
        if (scale != null) {
            loss.setMin(0);
            loss.setMax(scale.top());
            loss.setTickInterval(scale.interval());
            if (drawing.above() != null) {
                loss.setPlotLines(above(drawing.above(), scale));
            }
        }
        var lines = new ArrayList<PlotLine>();
        var labelled = Long.MIN_VALUE / 2;
        for (var mark : drawing.marks()) {
            var fits = mark.step() - labelled >= drawing.lastStep() / LABELS_ACROSS
                    && mark.step() <= drawing.lastStep() * (1 - 1.0 / LABELS_ACROSS);
            labelled = fits ? mark.step() : labelled;
            lines.add(line(mark, fits ? mark.text() : "", "loss-chart-epoch", -6, false));
        }
        var row = drawing.above() == null ? 0 : 1;
        for (var note : drawing.notes()) {
            var left = note.step() > drawing.lastStep() * RIGHT_PART;
            lines.add(line(note, note.text(), "loss-chart-note", FIRST_ROW + ROW * row++, left));
        }
        steps.setPlotLines(lines.toArray(PlotLine[]::new));
    }

    private static PlotLine above(String text, LossScale scale) {
        var line = new PlotLine();
        line.setValue(scale.top());
        line.setClassName("loss-chart-above");
        var label = new Label(literal(text));
        label.setAlign(HorizontalAlign.LEFT);
        label.setX(6);
        label.setY(FIRST_ROW);
        line.setLabel(label);
        return line;
    }

    private static PlotLine line(LossChart.Note at, String text, String className, int y, boolean leftwards) {
        var line = new PlotLine();
        line.setValue(at.step());
        line.setClassName(className);
        line.setZIndex(2);
        var label = new Label(literal(text));
        label.setRotation(0);
        label.setVerticalAlign(VerticalAlign.TOP);
        label.setTextAlign(leftwards ? TextAlign.RIGHT : TextAlign.LEFT);
        label.setX(leftwards ? -4 : 4);
        label.setY(y);
        line.setLabel(label);
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
                .map(point -> item(point, figure, drawing, name))
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
                label.setFormat(literal(drawing.words().best()) + " " + Formats.loss(best.loss()));
                label.setAlign(best.step() > drawing.lastStep() * RIGHT_PART ? HorizontalAlign.RIGHT : HorizontalAlign.CENTER);
                item.setDataLabels(label);
            }
        }
    }

    /** A figure that a logarithmic scale has no place for is a gap. */
    private static DataSeriesItem item(
            Drawing.Drawn point, ToDoubleFunction<Drawing.Drawn> figure, Drawing drawing, String name) {
        var loss = figure.applyAsDouble(point);
        var item = new DataSeriesItem(point.step(), loss);
        var words = drawing.words();
        var epoch = point.epoch() == 0 ? words.untrained() : words.epoch() + " " + point.epoch();
        item.setName(literal(epoch + " · " + name + " " + Formats.loss(point.loss())));
        if (drawing.logarithmic() && loss <= 0) {
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
