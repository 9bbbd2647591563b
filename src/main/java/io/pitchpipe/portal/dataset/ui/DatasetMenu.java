package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetCopies;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.design.Confirm;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.SameName;
import io.pitchpipe.portal.design.ViewTask;
import java.util.List;
import java.util.function.Supplier;

/** What is done to a dataset as a whole and seldom: renaming, copying, deleting. */
final class DatasetMenu extends Div {

    private static final long serialVersionUID = 1L;

    private static final int NAMES = 200;

    private final transient Supplier<Dataset> dataset;
    private final transient DatasetService datasets;
    private final transient DatasetCopies copies;
    private final TeamId team;
    private final transient Runnable renamed;

    DatasetMenu(
            Supplier<Dataset> dataset, DatasetService datasets, DatasetCopies copies, TeamId team, Runnable renamed) {
        this.dataset = dataset;
        this.datasets = datasets;
        this.copies = copies;
        this.team = team;
        this.renamed = renamed;
        var bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        bar.addClassName("pp-more");
        var more = bar.addItem(Icons.of("ellipsis"));
        more.setAriaLabel(getTranslation("dataset.menu"));
        more.getSubMenu().addItem(getTranslation("dataset.rename"), click -> rename());
        more.getSubMenu().addItem(getTranslation("dataset.copy"), click -> copy());
        more.getSubMenu().addItem(getTranslation("dataset.delete"), click -> delete());
        add(bar);
    }

    private void rename() {
        var dialog = new Dialog(getTranslation("dataset.rename"));
        var name = new NameField(dataset.get().name(), getTranslation("dataset.new.missing.name"));
        name.setWidthFull();
        name.setAutofocus(true);
        name.setValueChangeMode(ValueChangeMode.LAZY);
        var save = new Button(getTranslation("dataset.rename.save"));
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.addClickShortcut(Key.ENTER).listenOn(name);
        save.addClickListener(click -> {
            if (name.check()) {
                datasets.rename(team, dataset.get().id(), name.getValue());
                dialog.close();
                renamed.run();
            }
        });
        dialog.add(SameName.at(name, "dataset.rename.same", DatasetService.NAME_LENGTH, this::othersLike));
        dialog.getFooter().add(new Button(getTranslation("dataset.cancel"), click -> dialog.close()), save);
        dialog.setWidth("min(420px, 94vw)");
        dialog.open();
    }

    /** The names of the team's other datasets that contain a text. */
    private List<String> othersLike(String part) {
        return datasets.list(team, part, 0, NAMES).stream()
                .filter(other -> !other.id().equals(dataset.get().id()))
                .map(Dataset::name)
                .toList();
    }

    private void copy() {
        ViewTask.call(() -> copies.targets(team))
                .then(teams -> new CopyDialog(copies, team, dataset.get(), teams)
                        .by(this)
                        .open())
                .start(this);
    }

    private void delete() {
        var rows = DatasetText.rows(dataset.get().latest().rows());
        Confirm.ask(
                getTranslation("dataset.delete.title", dataset.get().name()),
                getTranslation("dataset.delete.text"),
                getTranslation("dataset.delete.confirm", rows),
                () -> ViewTask.call(() -> datasets.delete(team, dataset.get().id()))
                        .then(this::deleted)
                        .start(this));
    }

    private void deleted(boolean gone) {
        if (gone) {
            Notifications.succeeded(
                    getTranslation("dataset.deleted", dataset.get().name()));
            getUI().ifPresent(ui -> ui.navigate(DatasetNavigation.list()));
        } else {
            Notifications.failed(getTranslation("dataset.delete.used"));
        }
    }
}
