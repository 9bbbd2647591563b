package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.combobox.ComboBox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.data.renderer.ComponentRenderer;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** 1: what to learn from. A new version of the dataset does not change what was chosen. */
final class ExamplesStep extends Div {

    private static final long serialVersionUID = 1L;
    private static final int PREVIEW = 3;
    private static final String UPLOAD = "datasets/new?then=teach";

    private final transient DatasetService datasets;
    private final TeamId team;
    private final ComboBox<Dataset> choice = new ComboBox<>();
    private final Div preview = new Div();
    private final transient Consumer<Optional<DatasetVersion>> chosen;

    /** @param chosen told what is chosen, and that nothing usable is */
    ExamplesStep(DatasetService datasets, TeamId team, Consumer<Optional<DatasetVersion>> chosen) {
        this.datasets = datasets;
        this.team = team;
        this.chosen = chosen;
        addClassName("teach-fields");
        preview.addClassName("teach-preview");
        if (datasets.count(team, "") == 0) {
            add(new EmptyState(
                    "table",
                    getTranslation("teach.examples.none.title"),
                    getTranslation("teach.examples.none.text"),
                    Links.primary(UPLOAD, getTranslation("teach.examples.upload"))));
            return;
        }
        choice.setLabel(getTranslation("teach.examples.choose"));
        choice.setPlaceholder(getTranslation("teach.examples.placeholder"));
        choice.setItemLabelGenerator(Dataset::name);
        choice.setRenderer(new ComponentRenderer<>(this::entry));
        choice.setItems(
                query ->
                        datasets.list(team, query.getFilter().orElse(""), query.getOffset(), query.getLimit()).stream(),
                query -> (int) datasets.count(team, query.getFilter().orElse("")));
        choice.setWidthFull();
        choice.setTestId("teach-dataset");
        choice.addValueChangeListener(change -> show(change.getValue(), null));
        var other = new Paragraph(new Span(getTranslation("teach.examples.or") + " "));
        other.add(Links.to(UPLOAD, getTranslation("teach.examples.upload")));
        other.addClassName("pp-secondary");
        add(choice, other, preview);
    }

    private Div entry(Dataset dataset) {
        var name = new Span(dataset.name());
        var version = dataset.latestValid();
        var detail = new Span(version.map(usable -> getTranslation("teach.examples.rows", usable.rows()))
                .orElseGet(() -> getTranslation("teach.examples.notReady")));
        detail.addClassNames("pp-secondary", "pp-small");
        var entry = new Div(name, detail);
        entry.addClassName("teach-choice");
        return entry;
    }

    void select(Dataset dataset, @Nullable VersionId version) {
        choice.setValue(dataset);
        show(dataset, version);
    }

    void focusChoice() {
        choice.focus();
    }

    /** @param wanted a certain version, as when tuning again; null for the newest valid one */
    private void show(@Nullable Dataset dataset, @Nullable VersionId wanted) {
        preview.removeAll();
        if (dataset == null) {
            chosen.accept(Optional.empty());
            return;
        }
        var version = Optional.ofNullable(wanted)
                .flatMap(id -> datasets.findVersion(team, id))
                .or(dataset::latestValid);
        if (version.isEmpty()) {
            var text = new Paragraph(getTranslation("teach.examples.notValid") + " ");
            text.add(
                    Links.to("datasets/" + dataset.id().value() + "/check", getTranslation("teach.examples.seeCheck")));
            preview.add(text);
        } else {
            preview(version.get());
        }
        chosen.accept(version);
    }

    private void preview(DatasetVersion version) {
        var facts = new Paragraph(getTranslation(
                "teach.examples.facts", version.rows(), version.number(), Formats.bytes(version.bytes())));
        facts.addClassName("pp-secondary");
        // A place of its own: what arrives late for an earlier choice lands in a place that is no longer shown.
        var examples = new Div();
        preview.add(facts, examples);
        var id = version.id();
        ViewTask.call(() -> datasets.sample(team, id, PREVIEW))
                .then(rows -> examples.add(table(rows)))
                .otherwise(failed -> examples.add(new Paragraph(Notifications.explain(failed))))
                .start(this);
    }

    private NativeTable table(List<Example> rows) {
        var head = new NativeTableRow(
                new NativeTableHeaderCell(getTranslation("teach.examples.input")),
                new NativeTableHeaderCell(getTranslation("teach.examples.output")));
        var body = new NativeTableBody();
        rows.forEach(row -> body.add(new NativeTableRow(cell(row.input()), cell(row.output()))));
        var table = new NativeTable(new NativeTableHeader(head), body);
        table.addClassName("teach-table");
        return table;
    }

    private static NativeTableCell cell(String text) {
        var shown = new Div(text.length() > 300 ? text.substring(0, 300) + "…" : text);
        shown.addClassName("teach-cell");
        return new NativeTableCell(shown);
    }
}
