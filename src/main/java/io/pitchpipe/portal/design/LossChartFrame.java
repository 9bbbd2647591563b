package io.pitchpipe.portal.design;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.provider.ListDataProvider;
import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The frame of every loss chart, whatever draws its plot: legend, controls, a summary for screen readers, the table. */
@StyleSheet("context://portal/styles/loss-chart.css")
final class LossChartFrame extends Composite<Div> implements LossChart {

    private static final long serialVersionUID = 1L;
    private static final int MOST_EPOCH_MARKS = 10;

    private record Row(long step, double epoch, Optional<Double> train, Optional<Double> heldOut) {}

    private final transient Plot plot;
    private final Curve train = new Curve();
    private final Curve heldOut = new Curve();
    private List<Note> notes = List.of();
    private boolean logarithmic;
    private double weight;

    private final Div stage = new Div();
    private final Span heldOutLegend = legend("loss-chart.held-out", "loss-chart-key-held-out");
    private final Checkbox log = new Checkbox();
    private final Select<Double> smooth = new Select<>();
    private final List<Row> rows = new ArrayList<>();
    private final Grid<Row> table = new Grid<>();

    LossChartFrame(Plot plot) {
        this.plot = plot;
        getContent().addClassName("loss-chart");
        stage.addClassName("loss-chart-stage");
        stage.getElement().setAttribute("role", "img");
        stage.add(plot.component());
        getContent().add(controls(), stage, tableDetails());
        heldOutLegend.setVisible(false);
    }

    private Component controls() {
        log.setLabel(getTranslation("loss-chart.log"));
        log.addValueChangeListener(change -> logarithmic(change.getValue()));
        smooth.setLabel(getTranslation("loss-chart.smoothing"));
        smooth.setItems(0.0, 0.6, 0.9);
        smooth.setItemLabelGenerator(value -> getTranslation("loss-chart.smoothing." + Math.round(value * 100)));
        smooth.setValue(0.0);
        smooth.addValueChangeListener(change -> smoothing(change.getValue()));
        smooth.addClassName("loss-chart-smoothing");
        var legend = new Div(legend("loss-chart.train", "loss-chart-key-train"), heldOutLegend);
        legend.addClassName("loss-chart-legend");
        var bar = new Div(legend, log, smooth);
        bar.addClassName("loss-chart-bar");
        return bar;
    }

    private Span legend(String key, String className) {
        var swatch = new Span();
        swatch.addClassNames("loss-chart-key", className);
        var entry = new Span(swatch, new Span(getTranslation(key)));
        entry.addClassName("loss-chart-legend-entry");
        return entry;
    }

    private Component tableDetails() {
        table.addColumn(Row::step).setHeader(getTranslation("loss-chart.step")).setTextAlign(ColumnTextAlign.END);
        table.addColumn(row -> number(row.epoch(), 2))
                .setHeader(getTranslation("loss-chart.epoch"))
                .setTextAlign(ColumnTextAlign.END);
        table.addColumn(row -> row.train().map(Object::toString).orElse(""))
                .setHeader(getTranslation("loss-chart.train"))
                .setTextAlign(ColumnTextAlign.END);
        table.addColumn(row -> row.heldOut().map(Object::toString).orElse(""))
                .setHeader(getTranslation("loss-chart.held-out"))
                .setTextAlign(ColumnTextAlign.END)
                .setKey("held-out")
                .setVisible(false);
        table.setItems(new ListDataProvider<>(rows));
        table.addClassName("loss-chart-table");
        table.getElement().setAttribute("aria-label", getTranslation("loss-chart.table.label"));
        var details = new Details(getTranslation("loss-chart.table"));
        details.addOpenedChangeListener(opened -> {
            if (opened.isOpened()) {
                details.add(table);
                fillTable();
            } else {
                details.removeAll();
            }
        });
        return details;
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        redraw();
    }

    @Override
    public Component component() {
        return this;
    }

    @Override
    public int size() {
        return train.size();
    }

    @Override
    public void show(List<Point> newTrain, List<Point> newHeldOut) {
        train.clear();
        heldOut.clear();
        train.add(newTrain);
        heldOut.add(newHeldOut);
        redraw();
    }

    @Override
    public void append(List<Point> moreTrain, List<Point> moreHeldOut) {
        var addedTrain = train.add(moreTrain);
        var addedHeldOut = heldOut.add(moreHeldOut);
        if (addedTrain.isEmpty() && addedHeldOut.isEmpty()) {
            return;
        }
        if (isAttached()) {
            plot.append(drawing(addedTrain, addedHeldOut));
        }
        describe();
    }

    @Override
    public void annotate(List<Note> newNotes) {
        notes = List.copyOf(newNotes);
        redraw();
    }

    @Override
    public void logarithmic(boolean on) {
        logarithmic = on;
        log.setValue(on);
        redraw();
    }

    @Override
    public void smoothing(double newWeight) {
        if (newWeight < 0 || newWeight > 0.99) {
            throw new IllegalArgumentException("Smoothing is between 0 and 0.99");
        }
        weight = newWeight;
        redraw();
    }

    private void redraw() {
        var drawnTrain = train.redraw(weight);
        var drawnHeldOut = heldOut.redraw(weight);
        if (isAttached()) {
            plot.draw(drawing(drawnTrain, drawnHeldOut));
        }
        describe();
    }

    private Drawing drawing(List<Drawing.Drawn> drawnTrain, List<Drawing.Drawn> drawnHeldOut) {
        var best = heldOut.best()
                .map(point -> new Drawing.Drawn(point.step(), point.epoch(), point.meanLoss(), point.meanLoss()))
                .orElse(null);
        var words = new Drawing.Words(
                getTranslation("loss-chart.train"),
                getTranslation("loss-chart.held-out"),
                getTranslation("loss-chart.step"),
                getTranslation("loss-chart.epoch"),
                getTranslation("loss-chart.loss"),
                getTranslation("loss-chart.best"));
        return new Drawing(
                drawnTrain,
                drawnHeldOut,
                train.epochMarks(MOST_EPOCH_MARKS),
                notes,
                best,
                logarithmic,
                weight > 0,
                words);
    }

    /** Says in words what the plot shows, for those who do not see it. */
    private void describe() {
        var said = new StringBuilder();
        if (train.size() == 0) {
            said.append(getTranslation("loss-chart.summary.empty"));
        } else {
            var points = train.points();
            var last = points.getLast();
            said.append(getTranslation(
                    "loss-chart.summary.train",
                    number(points.getFirst().meanLoss(), 3),
                    number(last.meanLoss(), 3),
                    number(last.step(), 0)));
        }
        heldOut.best()
                .ifPresent(best -> said.append(' ')
                        .append(getTranslation(
                                "loss-chart.summary.held-out", number(best.meanLoss(), 3), number(best.step(), 0))));
        for (var note : notes) {
            said.append(' ').append(getTranslation("loss-chart.summary.note", note.text(), number(note.step(), 0)));
        }
        stage.getElement().setAttribute("aria-label", said.toString());
        heldOutLegend.setVisible(heldOut.size() > 0);
        if (table.isAttached()) {
            fillTable();
        }
    }

    private void fillTable() {
        var byStep = new java.util.TreeMap<Long, Row>();
        for (var point : train.points()) {
            byStep.put(
                    point.step(),
                    new Row(point.step(), point.epoch(), Optional.of(point.meanLoss()), Optional.empty()));
        }
        for (var point : heldOut.points()) {
            byStep.merge(
                    point.step(),
                    new Row(point.step(), point.epoch(), Optional.empty(), Optional.of(point.meanLoss())),
                    (left, right) -> new Row(left.step(), left.epoch(), left.train(), right.heldOut()));
        }
        rows.clear();
        rows.addAll(byStep.values());
        table.getColumnByKey("held-out").setVisible(heldOut.size() > 0);
        table.getDataProvider().refreshAll();
    }

    private String number(double value, int digits) {
        var format = NumberFormat.getNumberInstance(getLocale() == null ? Locale.ENGLISH : getLocale());
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }
}
