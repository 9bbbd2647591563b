package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableBody;
import com.vaadin.flow.component.html.NativeTableCell;
import com.vaadin.flow.component.html.NativeTableHeader;
import com.vaadin.flow.component.html.NativeTableHeaderCell;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.design.Formats;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** Versions, the newest first: what made each, its rows, by whom and when, and one menu. */
final class VersionTable extends Div {

    private static final long serialVersionUID = 1L;

    private static final int COLUMNS = 6;

    /** Finds what a version changed. */
    interface Differences {
        void of(DatasetVersion version, Consumer<Component> then);
    }

    private final transient Differences differences;
    private final transient Function<DatasetVersion, Optional<VersionMenu>> menu;

    /** @param menu of a version; empty if there is nothing to do with it */
    VersionTable(
            List<DatasetVersion> versions,
            Function<DatasetVersion, Optional<VersionMenu>> menu,
            Differences differences) {
        this.differences = differences;
        this.menu = menu;
        addClassName("dataset-versions");
        var head = new NativeTableRow();
        for (var column : List.of("number", "what", "rows", "by", "when")) {
            var cell = new NativeTableHeaderCell(getTranslation("dataset.versions." + column));
            cell.addClassName("dataset-versions-" + column);
            head.add(cell);
        }
        var last = new NativeTableHeaderCell(hidden(getTranslation("dataset.versions.actions")));
        last.addClassName("dataset-versions-menu");
        head.add(last);
        var table = new NativeTable(new NativeTableHeader(head));
        for (var run : VersionRun.of(versions)) {
            table.add(newest(run));
            if (!run.others().isEmpty()) {
                others(run, table);
            }
        }
        table.getElement().setAttribute("aria-label", getTranslation("dataset.tab.versions"));
        add(table);
    }

    private static Span hidden(String words) {
        var span = new Span(words);
        span.addClassName("pp-visually-hidden");
        return span;
    }

    private NativeTableBody newest(VersionRun run) {
        var body = new NativeTableBody();
        row(body, run.newest());
        return body;
    }

    /** Many small changes in a row are one line until somebody asks for them. */
    private void others(VersionRun run, NativeTable table) {
        var others = new NativeTableBody();
        others.setVisible(false);
        run.others().forEach(version -> row(others, version));
        var more = new NativeButton(
                getTranslation("dataset.versions.more", run.others().size()));
        more.addClassName("dataset-more");
        more.getElement().setAttribute("aria-expanded", "false");
        more.addClickListener(click -> {
            others.setVisible(!others.isVisible());
            more.getElement().setAttribute("aria-expanded", Boolean.toString(others.isVisible()));
            more.setText(
                    others.isVisible()
                            ? getTranslation("dataset.versions.fewer")
                            : getTranslation(
                                    "dataset.versions.more", run.others().size()));
        });
        var empty = new NativeTableCell();
        empty.addClassName("dataset-versions-number");
        var cell = new NativeTableCell(more);
        cell.setColspan(COLUMNS - 1);
        var line = new NativeTableRow(empty, cell);
        line.addClassName("dataset-versions-run");
        table.add(new NativeTableBody(line), others);
    }

    private void row(NativeTableBody body, DatasetVersion version) {
        var what = new Div(new Span(DatasetText.change(version.change())));
        if (!version.state().readable()) {
            what.add(DatasetText.status(version));
        }
        what.addClassName("dataset-version-change");
        var number = new Span(getTranslation("dataset.version", version.number()));
        var count = new Span(version.state().readable() ? Formats.number(version.rows()) : "–");
        count.addClassName("pp-number");
        var actions = new NativeTableCell();
        actions.addClassName("dataset-versions-menu");
        var row = new NativeTableRow(
                cell("number", number),
                cell("what", what),
                cell("rows", count),
                cell("by", new Span(version.by())),
                cell("when", Formats.time(version.at())),
                actions);
        body.add(row);
        menu.apply(version).ifPresent(shown -> {
            if (version.number() > 1) {
                shown.changes(() -> toggle(body, version, row));
            }
            actions.add(shown);
        });
    }

    private static NativeTableCell cell(String column, Component content) {
        var cell = new NativeTableCell(content);
        cell.addClassName("dataset-versions-" + column);
        return cell;
    }

    /** Shows below a row what its version changed, or hides it again. */
    private void toggle(NativeTableBody body, DatasetVersion version, NativeTableRow row) {
        var at = body.indexOf(row) + 1;
        if (at < body.getComponentCount() && body.getComponentAt(at).hasClassName("dataset-version-changes")) {
            body.remove(body.getComponentAt(at));
            return;
        }
        differences.of(version, found -> {
            var shown = new Div(found);
            shown.addClassName("dataset-fix-preview");
            shown.getElement().setAttribute("role", "status");
            var cell = new NativeTableCell(shown);
            cell.setColspan(COLUMNS);
            var line = new NativeTableRow(cell);
            line.addClassName("dataset-version-changes");
            body.addComponentAtIndex(body.indexOf(row) + 1, line);
        });
    }
}
