package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetCopies;
import io.pitchpipe.portal.dataset.DatasetRows;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.DatasetVersions;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;

/** Who made which version when, and what it changed. */
@Route("datasets/:id/versions")
@PermitAll
class DatasetVersionsView extends DatasetPage {

    private static final long serialVersionUID = 1L;

    private static final int PAGE = 50;

    private final transient DatasetRows rows;
    private final transient DatasetVersions versions;
    private int shown = PAGE;

    DatasetVersionsView(
            DatasetService datasets,
            DatasetCopies copies,
            DatasetVersions versions,
            DatasetRows rows,
            Changes changes,
            CurrentTeam currentTeam) {
        super(datasets, copies, changes, currentTeam);
        this.rows = rows;
        this.versions = versions;
    }

    @Override
    boolean waitsForRows() {
        return false;
    }

    @Override
    void fill(Dataset current) {
        content.removeAll();
        var total = versions.count(team, current.id());
        if (datasets.mayEdit(team)) {
            var bring = new Div(
                    Links.button(DatasetNavigation.bringInto(current.id()), getTranslation("dataset.versions.bring")));
            bring.addClassName("pp-actions");
            content.add(bring);
            if (total > 1) {
                var prune = new PrunePanel(versions, team, current.id(), this::refresh);
                bring.add(prune.opener());
                content.add(prune);
            }
        }
        var list = new UnorderedList();
        list.addClassName("pp-rows");
        datasets.versions(team, current.id(), 0, shown).forEach(version -> list.add(row(current, version)));
        content.add(list);
        if (total > shown) {
            content.add(new Button(getTranslation("dataset.list.more", Formats.number(total - shown)), click -> {
                shown += PAGE;
                fill(current);
            }));
        }
    }

    private ListItem row(Dataset current, DatasetVersion version) {
        var newest = version.number() == current.latest().number();
        var number = new Span(getTranslation("dataset.version", version.number()));
        number.addClassName("dataset-version-number");
        var what = new Span(DatasetText.change(version.change()));
        what.addClassName("dataset-version-change");
        var by = new Span(version.by());
        var time = Formats.time(version.at());
        var count = new Span(DatasetText.rows(version.rows()));
        for (var fact : new com.vaadin.flow.component.HasStyle[] {by, time, count}) {
            fact.addClassName("pp-fact");
        }
        count.setVisible(version.state().readable());
        var facts = new Div(by, time, count);
        facts.addClassNames("pp-facts", "pp-small");
        var main = new Div(new Div(number, what), facts);
        main.addClassName("pp-row-main");
        var row = new ListItem(main, DatasetText.status(version));
        row.addClassNames("pp-row", "dataset-version-row");
        if (version.state().readable() && datasets.mayEdit(team)) {
            var actions = new Div();
            actions.addClassName("pp-actions");
            var look = newest ? "" : "?v=" + version.number();
            actions.add(
                    Links.button(DatasetNavigation.rows(current.id()) + look, getTranslation("dataset.versions.look")));
            var changes = new Div();
            changes.addClassNames("dataset-fix-preview", "dataset-version-changes");
            changes.setVisible(false);
            if (version.number() > 1) {
                actions.add(new Button(getTranslation("dataset.versions.changes"), click -> toggle(version, changes)));
            }
            if (!newest) {
                actions.add(restore(version));
            }
            actions.add(new DownloadLinks(rows, team, current.name(), version));
            row.add(actions, changes);
        }
        return row;
    }

    /** Shows what the version changed, or hides it again. */
    private void toggle(DatasetVersion version, Div changes) {
        if (changes.isVisible()) {
            changes.setVisible(false);
            return;
        }
        ViewTask.call(() -> versions.before(team, version).map(before -> rows.diff(team, before.id(), version.id())))
                .then(found -> {
                    changes.removeAll();
                    found.ifPresentOrElse(
                            diff -> changes.add(new ChangeList(diff)),
                            () -> changes.add(new Paragraph(getTranslation("dataset.diff.nothingBefore"))));
                    changes.setVisible(true);
                })
                .start(this);
    }

    private Button restore(DatasetVersion version) {
        var restore = new Button(getTranslation("dataset.versions.restore"));
        restore.setDisableOnClick(true);
        restore.addClickListener(click -> ViewTask.call(() -> rows.restore(team, version.id()))
                .then(made -> {
                    refresh();
                    Notifications.succeeded(
                            getTranslation("dataset.versions.restored", version.number(), made.number()));
                })
                .lastly(() -> restore.setEnabled(true))
                .start(this));
        return restore;
    }
}
