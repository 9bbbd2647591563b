package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.progressbar.ProgressBar;
import com.vaadin.flow.component.select.Select;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetCards;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.ExampleTokens.Base;
import io.pitchpipe.portal.dataset.LengthChart;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How long the examples are: in tokens of a base model where its backend counts them, else in characters. */
final class LengthPanel extends Section {

    private static final long serialVersionUID = 1L;

    private final transient DatasetCards cards;
    private final TeamId team;
    private final transient DatasetVersion version;
    private final Select<Base> unit = new Select<>();
    private final Div chart = new Div();

    LengthPanel(DatasetCards cards, TeamId team, DatasetVersion version) {
        this.cards = cards;
        this.team = team;
        this.version = version;
        addClassName("pp-section");
        unit.setLabel(getTranslation("dataset.lengths.unit"));
        unit.setEmptySelectionAllowed(true);
        unit.setEmptySelectionCaption(getTranslation("dataset.lengths.characters"));
        unit.setItemLabelGenerator(base -> base == null
                ? getTranslation("dataset.lengths.characters")
                : getTranslation("dataset.lengths.tokens", base.title()));
        unit.setVisible(false);
        unit.addClassName("dataset-unit");
        unit.setTestId("dataset-unit");
        unit.addValueChangeListener(change -> measure(change.getValue()));
        chart.addClassName("dataset-lengths");
        var card = new Div(unit, chart);
        card.addClassNames("pp-card", "dataset-card-form");
        add(new H2(getTranslation("dataset.lengths.title")), card);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        measure(null);
        ViewTask.call(() -> cards.bases(team))
                .then(bases -> {
                    unit.setItems(bases);
                    unit.setVisible(!bases.isEmpty());
                })
                .otherwise(away -> unit.setVisible(false))
                .start(this);
    }

    /** @param base whose tokens are counted; null for characters */
    private void measure(@Nullable Base base) {
        chart.removeAll();
        chart.add(new Paragraph(getTranslation("dataset.lengths.counting")));
        ViewTask.call(() ->
                        base == null ? cards.characters(team, version.id()) : cards.tokens(team, version.id(), base))
                .then(found -> {
                    // An answer that comes after another unit was chosen is no longer wanted.
                    if (base == null ? unit.isEmpty() : base.equals(unit.getValue())) {
                        show(base, found);
                    }
                })
                .otherwise(failed -> showFailed(base, failed))
                .start(this);
    }

    private void showFailed(@Nullable Base base, Exception failed) {
        chart.removeAll();
        var again = new Button(getTranslation("dataset.away.again"), click -> measure(base));
        chart.add(new Paragraph(Notifications.explain(failed)), again);
    }

    private void show(@Nullable Base base, Optional<LengthChart> found) {
        chart.removeAll();
        if (found.isEmpty()) {
            chart.add(new Paragraph(getTranslation(
                    base == null ? "dataset.lengths.none" : "dataset.lengths.uncounted",
                    base == null ? "" : base.title())));
            return;
        }
        var lengths = found.get();
        var key = "dataset.lengths." + (base == null ? "ofCharacters" : "ofTokens");
        chart.add(new Paragraph(getTranslation(
                key,
                Formats.number(lengths.median()),
                Formats.number(lengths.longest()),
                Formats.number(lengths.total()))));
        if (!lengths.complete()) {
            var some = new Paragraph(getTranslation(
                    "dataset.lengths.some", Formats.number(lengths.looked()), Formats.number(lengths.of())));
            some.addClassNames("pp-secondary", "pp-small");
            chart.add(some);
        }
        chart.add(table(lengths));
    }

    private NativeTable table(LengthChart lengths) {
        var head = new NativeTableHeader(new NativeTableRow(
                new NativeTableHeaderCell(getTranslation("dataset.lengths.length")),
                new NativeTableHeaderCell(""),
                new NativeTableHeaderCell(getTranslation("dataset.lengths.examples"))));
        var most =
                lengths.bars().stream().mapToLong(LengthChart.Bar::count).max().orElse(1);
        var body = new NativeTableBody();
        lengths.bars().forEach(bar -> {
            var shown = new ProgressBar(0, most, bar.count());
            shown.getElement().setAttribute("aria-hidden", "true");
            body.add(new NativeTableRow(
                    new NativeTableCell(
                            bar.from() == bar.to()
                                    ? Formats.number(bar.from())
                                    : Formats.number(bar.from()) + "–" + Formats.number(bar.to())),
                    new NativeTableCell(shown),
                    new NativeTableCell(Formats.number(bar.count()))));
        });
        var table = new NativeTable(head, body);
        table.addClassName("dataset-length-table");
        table.getElement().setAttribute("aria-label", getTranslation("dataset.lengths.title"));
        return table;
    }
}
