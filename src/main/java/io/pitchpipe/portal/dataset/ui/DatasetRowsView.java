package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.grid.Grid.SelectionMode;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetCopies;
import io.pitchpipe.portal.dataset.DatasetRows;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.DatasetVersions;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.Row;
import io.pitchpipe.portal.dataset.StorageAwayException;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows, a page at a time; one opens in a panel at the side, where it can be changed. */
@Route("datasets/:id")
@PermitAll
class DatasetRowsView extends DatasetPage {

    private static final long serialVersionUID = 1L;

    private final transient DatasetRows rows;
    private final transient DatasetVersions versions;
    private final RowGrid grid;
    private final Div table = new Div();
    private final Div toolbar = new Div();
    private final RowPanel panel;
    private final RowFilter filter = new RowFilter(this::filterChanged);
    private final Button add = new Button();
    private final Button delete = new Button();
    private final Span split = new Span();
    private transient RowsAddress address = RowsAddress.PLAIN;
    private OptionalInt wantedRow = OptionalInt.empty();
    private @Nullable DatasetVersion shown;

    DatasetRowsView(
            DatasetService datasets,
            DatasetCopies copies,
            DatasetVersions versions,
            DatasetRows rows,
            Changes changes,
            CurrentTeam currentTeam) {
        super(datasets, copies, changes, currentTeam);
        this.rows = rows;
        this.versions = versions;
        this.panel = new RowPanel(this::save, this::deleteOne, this::dismissPanel);
        addClassName("pp-wide");
        toolbar.addClassName("dataset-toolbar");
        grid = new RowGrid(rows, team, away -> getUI().ifPresent(ui -> ui.access(() -> showAway(away))));
        table.addClassName("dataset-split");
        grid.addSelectionListener(change -> showDelete());
        grid.addItemClickListener(click -> open(click.getItem()));
        add.setText(getTranslation("dataset.rows.add"));
        add.setIcon(Icons.of("plus"));
        add.addClickListener(click -> openNew());
        delete.addThemeVariants(ButtonVariant.LUMO_ERROR, ButtonVariant.LUMO_TERTIARY);
        delete.setIcon(Icons.of("trash-2"));
        delete.addClickListener(click -> deleteSelected());
        delete.setVisible(false);
        split.addClassNames("pp-secondary", "pp-small");
    }

    @Override
    void entered(BeforeEnterEvent entering) {
        address = RowsAddress.of(entering.getLocation().getQueryParameters());
        wantedRow = address.row();
        filter.show(address.query());
        closePanel();
    }

    @Override
    void fill(Dataset current) {
        var wanted = address.version().orElse(current.latest().number());
        if (wanted == current.latest().number()) {
            // The newest is followed from here on: what is changed here is shown.
            address = new RowsAddress(OptionalInt.empty(), address.row(), address.query());
        }
        var version = wanted == current.latest().number() ? current.latest() : older(current, wanted);
        var old = version.number() != current.latest().number();
        shown = version;
        content.removeAll();
        var report = rows.report(team, version.id());
        report.ifPresent(filter::offer);
        if (!old) {
            report.flatMap(found -> FoundNote.of(version, found, rows.kept(team, version.id())))
                    .ifPresent(content::add);
        }
        content.add(toolbar(version, old), filter, split, table);
        grid.setSelectionMode(old ? SelectionMode.NONE : SelectionMode.MULTI);
        load(version, () -> {});
        sayHowItIsSplit(version);
        if (wantedRow.isPresent()) {
            var row = wantedRow.getAsInt();
            wantedRow = OptionalInt.empty();
            if (row >= 1 && row <= version.rows()) {
                if (filter.query().isAll()) {
                    grid.scrollToIndex(row - 1);
                }
                openRow(version, row);
            }
        }
    }

    private void openRow(DatasetVersion version, int row) {
        try {
            rows.page(team, version.id(), row - 1L, 1).forEach(this::open);
        } catch (StorageAwayException away) {
            showAway(away);
        }
    }

    private void sayHowItIsSplit(DatasetVersion version) {
        split.setText("");
        split.setVisible(false);
        var holdOut = HoldOut.byDefault(version);
        if (version.state() != VersionState.VALID || holdOut.isNone()) {
            return;
        }
        ViewTask.call(() -> datasets.split(team, version.id(), holdOut))
                .then(found -> {
                    split.setVisible(true);
                    split.setText(getTranslation(
                            holdOut.isAsInFile() ? "dataset.split.file" : "dataset.split",
                            Formats.number(found.training()),
                            Formats.number(found.heldOut())));
                })
                .start(this);
    }

    private DatasetVersion older(Dataset current, int number) {
        return versions.find(team, current.id(), number)
                .filter(version -> version.state().readable())
                .orElseThrow(() -> new NotFoundException("version of a dataset"));
    }

    /** What is looked for goes into the address, so that it can be sent to somebody and survives a reload. */
    private void filterChanged() {
        var parameters = address.asking(filter.query()).parameters();
        getUI().ifPresent(ui -> ui.getPage()
                .getHistory()
                .replaceState(
                        null, new Location(DatasetNavigation.rows(dataset().id()), parameters)));
        load(shown(), grid::scrollToStart);
    }

    /** @param then done once the rows are those that are wanted */
    private void load(DatasetVersion version, Runnable then) {
        showRows(grid);
        var query = filter.query();
        if (query.isAll()) {
            filter.everything();
            grid.showAll(version);
            then.run();
            return;
        }
        filter.searching();
        ViewTask.call(() -> rows.search(team, version.id(), query))
                .then(matches -> {
                    if (query.equals(filter.query()) && version.id().equals(shown().id())) {
                        filter.found(matches);
                        grid.show(version, matches);
                        then.run();
                    }
                })
                .otherwise(this::showAway)
                .start(this);
    }

    private DatasetVersion shown() {
        return shown == null ? latest() : shown;
    }

    /** In the place of the grid, which would be empty; what is being typed beside it stays. */
    private void showAway(Exception failed) {
        filter.everything();
        var again = new Button(getTranslation("dataset.away.again"), click -> load(shown(), () -> {}));
        showRows(ErrorPanel.of(getTranslation("dataset.away.rows"), failed, again));
    }

    private void showRows(Component rows) {
        if (table.getChildren().noneMatch(rows::equals)) {
            table.removeAll();
            table.add(rows, panel);
        }
    }

    private Div toolbar(DatasetVersion version, boolean old) {
        toolbar.removeAll();
        if (old) {
            var note = new Div(
                    Icons.of("history"),
                    new Span(getTranslation(
                            "dataset.rows.old",
                            version.number(),
                            dataset().latest().number())),
                    Links.to(DatasetNavigation.rows(dataset().id()), getTranslation("dataset.rows.newest")));
            note.addClassName("pp-note");
            toolbar.add(note);
            return toolbar;
        }
        var left = new Div(add, delete);
        left.addClassName("pp-actions");
        var right = new DownloadLinks(rows, team, dataset().name(), version);
        toolbar.add(left, right);
        showDelete();
        return toolbar;
    }

    private void showDelete() {
        var count = grid.getSelectedItems().size();
        delete.setVisible(count > 0);
        delete.setText(getTranslation("dataset.rows.delete", DatasetText.rows(count)));
    }

    /** What was typed is not lost when the panel closes or shows another row. */
    private void offerUnsaved() {
        panel.unsaved()
                .ifPresent(entry -> Notifications.succeeded(
                        getTranslation(
                                "dataset.panel.discarded",
                                entry.row() == 0
                                        ? getTranslation("dataset.panel.new")
                                        : getTranslation("dataset.finding.row", Formats.number(entry.row()))),
                        getTranslation("dataset.undo"),
                        () -> {
                            panel.resume(entry);
                            addClassName("dataset-panel-open");
                        }));
    }

    private void open(Row row) {
        offerUnsaved();
        var editable = shown != null && shown.number() == dataset().latest().number();
        panel.show(row, editable);
        addClassName("dataset-panel-open");
    }

    private void openNew() {
        offerUnsaved();
        panel.showNew();
        addClassName("dataset-panel-open");
    }

    private void closePanel() {
        panel.setVisible(false);
        removeClassName("dataset-panel-open");
    }

    /** Whoever closes the panel goes on where the panel was opened. */
    private void dismissPanel() {
        var wasNew = panel.isForNew();
        offerUnsaved();
        closePanel();
        if (wasNew) {
            add.focus();
        } else {
            grid.focusRow();
        }
    }

    private void save(RowPanel.Entry entry) {
        var base = latest();
        ViewTask.call(() -> entry.row() == 0
                        ? rows.add(team, base.id(), entry.example())
                        : rows.replace(team, base.id(), entry.row(), entry.example()))
                .then(made -> {
                    closePanel();
                    refresh();
                    undoable(
                            entry.row() == 0
                                    ? getTranslation("dataset.rows.added")
                                    : getTranslation("dataset.rows.saved", Formats.number(entry.row())),
                            base.id());
                    if (entry.row() == 0) {
                        grid.scrollToEnd();
                    }
                })
                .otherwise(panel::refused)
                .start(this);
    }

    private void deleteOne(long row) {
        delete(Set.of(row));
    }

    private void deleteSelected() {
        delete(grid.getSelectedItems().stream().map(Row::number).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    private void delete(Set<Long> numbers) {
        var base = latest();
        ViewTask.call(() -> rows.delete(team, base.id(), numbers))
                .then(made -> {
                    closePanel();
                    refresh();
                    undoable(getTranslation("dataset.rows.deleted", DatasetText.rows(numbers.size())), base.id());
                })
                .start(this);
    }

    private void undoable(String done, VersionId before) {
        Notifications.succeeded(
                done,
                getTranslation("dataset.undo"),
                () -> ViewTask.call(() -> rows.restore(team, before))
                        .then(made -> refresh())
                        .start(this));
    }

    /** While a row is open nothing is taken away from under whoever is typing; saving then says that there is a newer version. */
    @Override
    void changed(Dataset current) {
        if (!panel.isVisible()) {
            super.changed(current);
        }
    }
}
