package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
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
import java.util.Optional;
import java.util.function.Consumer;

/** A table of who made which version when, and what it changed. */
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
        content.add(new VersionTable(
                datasets.versions(team, current.id(), 0, shown), version -> row(current, version), this::differences));
        if (total > shown) {
            content.add(new Button(getTranslation("dataset.list.more", Formats.number(total - shown)), click -> {
                shown += PAGE;
                fill(current);
            }));
        }
    }

    /** What can be done with a version; empty if there is nothing, or nothing for who is looking. */
    private Optional<VersionMenu> row(Dataset current, DatasetVersion version) {
        if (!version.state().readable() || !datasets.mayEdit(team)) {
            return Optional.empty();
        }
        var newest = version.number() == current.latest().number();
        return Optional.of(new VersionMenu(
                version,
                DatasetNavigation.rows(current.id()) + (newest ? "" : "?v=" + version.number()),
                newest ? Optional.empty() : Optional.of(() -> restore(version)),
                () -> new DownloadLinks(rows, team, current.name(), version)));
    }

    private void differences(DatasetVersion version, Consumer<Component> then) {
        ViewTask.call(() -> versions.before(team, version).map(before -> rows.diff(team, before.id(), version.id())))
                .then(found -> then.accept(found.<Component>map(ChangeList::new)
                        .orElseGet(() -> new Paragraph(getTranslation("dataset.diff.nothingBefore")))))
                .start(this);
    }

    private void restore(DatasetVersion version) {
        ViewTask.call(() -> rows.restore(team, version.id()))
                .then(made -> {
                    refresh();
                    Notifications.succeeded(
                            getTranslation("dataset.versions.restored", version.number(), made.number()));
                })
                .start(this);
    }
}
