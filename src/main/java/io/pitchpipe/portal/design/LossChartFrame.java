package io.pitchpipe.portal.design;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Composite;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.dependency.JsModule;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.details.Details;
import com.vaadin.flow.component.grid.ColumnTextAlign;
import com.vaadin.flow.component.grid.Grid;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.data.provider.ListDataProvider;
import com.vaadin.flow.function.ValueProvider;
import com.vaadin.flow.server.VaadinSession;
import com.vaadin.flow.server.streams.DownloadHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The frame of every loss chart, whatever draws its plot: legend, controls, a summary for screen readers, the table, what can be saved of it. */
@StyleSheet("context://portal/styles/loss-chart.css")
@JsModule("context://portal/loss-chart-image.js")
final class LossChartFrame extends Composite<Div> implements LossChart {

    private static final long serialVersionUID = 1L;
    private static final int MOST_EPOCH_MARKS = 10;

    private record Row(long step, long epoch, Optional<Double> train, Optional<Double> heldOut) {}

    private final transient Plot plot;
    private final Curve train = new Curve();
    private final Curve heldOut = new Curve();
    private List<Note> notes = List.of();
    private String title = "";
    private long total;
    private boolean logarithmic;
    private double weight;

    private final Div stage = new Div();
    private final Span heldOutLegend = legend("loss-chart.held-out", "loss-chart-key-held-out");
    private final Span rawLegend = legend("loss-chart.raw", "loss-chart-key-raw");
    private final Checkbox log = new Checkbox();
    private final Select<Double> smooth = new Select<>();
    private final List<Row> rows = new ArrayList<>();
    private final Grid<Row> table = new Grid<>();

    LossChartFrame(Plot plot) {
        this.plot = plot;
        getContent().addClassName("loss-chart");
        stage.addClassName("loss-chart-stage");
        stage.getElement().setAttribute("role", "figure");
        stage.add(plot.component());
        getContent().add(controls(), stage, foot());
        heldOutLegend.setVisible(false);
        rawLegend.setVisible(false);
    }

    private Component controls() {
        log.setLabel(getTranslation("loss-chart.log"));
        log.addValueChangeListener(change -> logarithmic(change.getValue()));
        smooth.setAriaLabel(getTranslation("loss-chart.smoothing"));
        smooth.setItems(0.0, 0.6, 0.9);
        smooth.setItemLabelGenerator(value -> getTranslation("loss-chart.smoothing." + Math.round(value * 100)));
        smooth.setValue(0.0);
        smooth.addValueChangeListener(change -> smoothing(change.getValue()));
        // Beside it, not above, so that all controls stand on one line and are of one height.
        var smoothing = new Div(new Span(getTranslation("loss-chart.smoothing")), smooth);
        smoothing.addClassName("loss-chart-smoothing");
        var legend = new Div(legend("loss-chart.train", "loss-chart-key-train"), heldOutLegend, rawLegend);
        legend.addClassName("loss-chart-legend");
        var bar = new Div(legend, log, smoothing);
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

    /** The table, which takes the whole width where it is open, and what can be saved. */
    private Component foot() {
        var picture = new Button(
                getTranslation("loss-chart.download.png"),
                click -> getElement()
                        .executeJs(
                                "window.pitchpipeLossChart.save(this, $0, $1)",
                                imageTitle(),
                                CurveExport.fileName(title)));
        picture.setTestId("loss-chart-png");
        DownloadHandler handler = event -> CurveExport.send(event, title, csvNow(event.getSession()));
        var csv = new Anchor(handler, AttachmentType.DOWNLOAD, getTranslation("loss-chart.download.csv"));
        csv.addClassName("pp-button");
        csv.setTestId("loss-chart-csv");
        var saves = new Div(picture, csv);
        saves.addClassName("loss-chart-saves");
        var foot = new Div(tableDetails(), saves);
        foot.addClassName("loss-chart-foot");
        return foot;
    }

    private String imageTitle() {
        var loss = getTranslation("loss-chart.loss");
        return title.isEmpty() ? loss : title + " · " + loss;
    }

    /** Called off the user interface's thread: what is written is what stands there at this moment. */
    private String csvNow(VaadinSession session) {
        session.lock();
        try {
            return CurveExport.csv(train.numbered(), heldOut.numbered());
        } finally {
            session.unlock();
        }
    }

    private Component tableDetails() {
        column("loss-chart.step", row -> Formats.number(row.step()));
        column("loss-chart.epoch", row -> row.epoch() == 0 ? getTranslation("loss-chart.untrained") : row.epoch());
        column("loss-chart.train", row -> row.train().map(Formats::loss).orElse(""));
        column("loss-chart.held-out", row -> row.heldOut().map(Formats::loss).orElse(""))
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

    private Grid.Column<Row> column(String key, ValueProvider<Row, Object> value) {
        return table.addColumn(value).setHeader(getTranslation(key)).setTextAlign(ColumnTextAlign.END);
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
    public void title(String newTitle) {
        title = newTitle;
    }

    @Override
    public void total(long steps) {
        if (steps != total) {
            total = steps;
            redraw();
        }
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
        if (!addedHeldOut.isEmpty()) {
            // Few as they are, each changes how far their average looks back.
            redraw();
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
        var drawnTrain = train.redraw(weight, total);
        var drawnHeldOut = heldOut.redraw(weight, 0);
        if (isAttached()) {
            plot.draw(drawing(drawnTrain, drawnHeldOut));
        }
        describe();
    }

    private Drawing drawing(List<Drawing.Drawn> drawnTrain, List<Drawing.Drawn> drawnHeldOut) {
        var best = heldOut.best()
                .map(point -> new Drawing.Drawn(point.step(), 0, point.meanLoss(), point.meanLoss()))
                .orElse(null);
        var scale = logarithmic ? null : LossScale.of(train.points(), heldOut.points());
        var highest = highest();
        return new Drawing(
                drawnTrain,
                drawnHeldOut,
                Math.max(1, Math.max(total, lastStep())),
                scale,
                scale != null && highest > scale.top()
                        ? getTranslation("loss-chart.above", Formats.loss(highest))
                        : null,
                train.epochMarks(MOST_EPOCH_MARKS).stream()
                        .map(mark -> new Note(mark.step(), getTranslation("loss-chart.epoch.n", mark.text())))
                        .toList(),
                notes,
                best,
                logarithmic,
                weight > 0,
                words());
    }

    private Drawing.Words words() {
        return new Drawing.Words(
                getTranslation("loss-chart.train"),
                getTranslation("loss-chart.held-out"),
                getTranslation("loss-chart.step"),
                getTranslation("loss-chart.epoch"),
                getTranslation("loss-chart.untrained"),
                getTranslation("loss-chart.best"),
                getTranslation("loss-chart.zoom.reset"),
                getTranslation("loss-chart.hint"));
    }

    private long lastStep() {
        return Math.max(
                train.last().map(Point::step).orElse(0L),
                heldOut.last().map(Point::step).orElse(0L));
    }

    private double highest() {
        return Stream.concat(train.points().stream(), heldOut.points().stream())
                .mapToDouble(Point::meanLoss)
                .max()
                .orElse(0);
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
                    Formats.loss(points.getFirst().meanLoss()),
                    Formats.loss(last.meanLoss()),
                    Formats.number(last.step())));
        }
        heldOut.best()
                .ifPresent(best -> said.append(' ')
                        .append(getTranslation(
                                "loss-chart.summary.held-out",
                                Formats.loss(best.meanLoss()),
                                Formats.number(best.step()))));
        for (var note : notes) {
            said.append(' ')
                    .append(getTranslation("loss-chart.summary.note", note.text(), Formats.number(note.step())));
        }
        stage.getElement().setAttribute("aria-label", said.toString());
        heldOutLegend.setVisible(heldOut.size() > 0);
        rawLegend.setVisible(weight > 0);
        if (table.isAttached()) {
            fillTable();
        }
    }

    private void fillTable() {
        var byStep = new TreeMap<Long, Row>();
        for (var point : train.numbered()) {
            byStep.put(point.step(), new Row(point.step(), point.epoch(), Optional.of(point.loss()), Optional.empty()));
        }
        for (var point : heldOut.numbered()) {
            byStep.merge(
                    point.step(),
                    new Row(point.step(), point.epoch(), Optional.empty(), Optional.of(point.loss())),
                    (there, more) -> new Row(there.step(), there.epoch(), there.train(), more.heldOut()));
        }
        rows.clear();
        rows.addAll(byStep.values());
        table.getColumnByKey("held-out").setVisible(heldOut.size() > 0);
        table.getDataProvider().refreshAll();
    }
}
