package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.CheckboxGroup;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.DatasetVersions;
import io.pitchpipe.portal.dataset.DatasetVersions.Unused;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import java.util.stream.Collectors;

/** Shows which versions nothing was made of, and deletes those that are chosen. */
final class PrunePanel extends Div {

    private static final long serialVersionUID = 1L;

    private final transient DatasetVersions versions;
    private final TeamId team;
    private final DatasetId dataset;
    private final transient Runnable deleted;
    private final Button look = new Button();

    /** @param deleted called when versions are gone */
    PrunePanel(DatasetVersions versions, TeamId team, DatasetId dataset, Runnable deleted) {
        this.versions = versions;
        this.team = team;
        this.dataset = dataset;
        this.deleted = deleted;
        addClassNames("dataset-fix-preview", "dataset-prune");
        getElement().setAttribute("role", "status");
        look.setText(getTranslation("dataset.prune.look"));
        look.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        look.addClickListener(click -> look());
        open(false);
    }

    /** Opens and closes this, wherever it stands itself. */
    Button opener() {
        return look;
    }

    private void open(boolean open) {
        setVisible(open);
        look.getElement().setAttribute("aria-expanded", Boolean.toString(open));
    }

    private void look() {
        if (isVisible()) {
            open(false);
            return;
        }
        ViewTask.call(() -> versions.unused(team, dataset)).then(this::show).start(look);
    }

    private void show(Unused unused) {
        removeAll();
        open(true);
        if (unused.versions().isEmpty()) {
            add(new Paragraph(getTranslation("dataset.prune.none")));
            return;
        }
        var which = new CheckboxGroup<DatasetVersion>();
        which.setLabel(getTranslation("dataset.prune.which"));
        which.setItems(unused.versions());
        which.setItemLabelGenerator(version -> getTranslation("dataset.version", version.number()) + " · "
                + DatasetText.change(version.change()) + " · " + DatasetText.rows(version.rows()));
        which.select(unused.versions());
        var delete = new Button();
        delete.addThemeVariants(ButtonVariant.LUMO_ERROR, ButtonVariant.LUMO_PRIMARY);
        Runnable name = () -> {
            delete.setText(
                    getTranslation("dataset.prune.delete", which.getValue().size()));
            delete.setEnabled(!which.isEmpty());
        };
        which.addValueChangeListener(change -> name.run());
        name.run();
        delete.setDisableOnClick(true);
        delete.addClickListener(click -> delete(which, name));
        add(new Paragraph(getTranslation("dataset.prune.free", Formats.bytes(unused.bytes()))), which, delete);
    }

    private void delete(CheckboxGroup<DatasetVersion> which, Runnable again) {
        var chosen = which.getValue().stream().map(DatasetVersion::id).collect(Collectors.toSet());
        ViewTask.run(() -> versions.delete(team, dataset, chosen))
                .then(done -> {
                    Notifications.succeeded(getTranslation("dataset.prune.done", chosen.size()));
                    deleted.run();
                })
                .lastly(again)
                .start(this);
    }
}
