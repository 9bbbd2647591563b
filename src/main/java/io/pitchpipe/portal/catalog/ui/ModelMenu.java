package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dialog.Dialog;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.menubar.MenuBar;
import com.vaadin.flow.component.menubar.MenuBarVariant;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.pitchpipe.portal.catalog.ModelAccess;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.catalog.ModelEntry.State;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.Confirm;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.NameLength;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.SameName;
import io.pitchpipe.portal.design.ViewTask;
import io.pitchpipe.portal.tuning.LaunchTuning;

/** The menu in the head of a model: what an editor of its team does rarely. */
final class ModelMenu extends Div {

    private static final long serialVersionUID = 1L;

    private final transient ModelEntry model;
    private final transient ModelService models;
    private final transient ModelAccess sharing;
    private final TeamId team;
    private final transient Runnable renamed;

    ModelMenu(ModelEntry model, ModelService models, ModelAccess sharing, TeamId team, Runnable renamed) {
        this.model = model;
        this.models = models;
        this.sharing = sharing;
        this.team = team;
        this.renamed = renamed;
        var bar = new MenuBar();
        bar.addThemeVariants(MenuBarVariant.LUMO_TERTIARY);
        bar.addClassName("pp-more");
        var more = bar.addItem(Icons.of("ellipsis"));
        more.setAriaLabel(getTranslation("catalog.menu"));
        if (model.ready()) {
            more.getSubMenu().addItem(getTranslation("catalog.rename"), click -> rename());
        }
        if (deletable(model)) {
            more.getSubMenu().addItem(getTranslation("catalog.delete"), click -> confirmDelete());
        }
        add(bar);
    }

    /** Whether it would have anything in it. */
    static boolean useful(ModelEntry model) {
        return model.own() && (model.ready() || deletable(model));
    }

    private static boolean deletable(ModelEntry model) {
        var state = model.status().state();
        return state != State.QUEUED && state != State.TUNING && state != State.GONE;
    }

    private void rename() {
        var dialog = new Dialog(getTranslation("catalog.rename"));
        var name = new TextField(getTranslation("catalog.rename.name"));
        name.setValue(model.name());
        name.setWidthFull();
        name.setAutofocus(true);
        name.setValueChangeMode(ValueChangeMode.LAZY);
        NameLength.at(name, LaunchTuning.MAX_NAME, () -> "");
        var save = new Button(getTranslation("catalog.rename.save"));
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.addClickShortcut(Key.ENTER).listenOn(name);
        save.setDisableOnClick(true);
        save.addClickListener(click -> {
            var wanted = name.getValue();
            ViewTask.run(() -> models.rename(team, model.id(), wanted))
                    .then(done -> {
                        dialog.close();
                        renamed.run();
                    })
                    .lastly(() -> save.setEnabled(true))
                    .start(dialog);
        });
        dialog.add(SameName.at(
                name,
                "catalog.rename.same",
                LaunchTuning.MAX_NAME,
                part -> models.names(team, part, other -> !other.id().equals(model.id()))));
        dialog.getFooter().add(new Button(getTranslation("catalog.cancel"), click -> dialog.close()), save);
        dialog.setWidth("min(420px, 94vw)");
        dialog.open();
    }

    private void confirmDelete() {
        var readers = sharing.readers(team, model.id()).size();
        Confirm.ask(
                getTranslation("catalog.delete.title", model.name()),
                readers == 0
                        ? getTranslation("catalog.delete.text")
                        : getTranslation("catalog.delete.text.shared", readers),
                getTranslation("catalog.delete.do", model.name()),
                getTranslation("catalog.delete.keep"),
                () -> ViewTask.run(() -> models.delete(team, model.id()))
                        .then(done -> {
                            Notifications.succeeded(getTranslation("catalog.delete.done", model.name()));
                            getUI().ifPresent(ui -> ui.navigate("models"));
                        })
                        .start(this));
    }
}
