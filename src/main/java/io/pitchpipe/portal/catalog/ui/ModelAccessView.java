package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.checkbox.Checkbox;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.account.TeamService;
import io.pitchpipe.portal.catalog.ModelAccess;
import io.pitchpipe.portal.catalog.ModelDetails;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.catalog.Reader;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.util.List;

/** Who can use a model and why; and, for editors, letting another project in or out. */
@Route("models/:model/access")
@PermitAll
class ModelAccessView extends ModelTab {

    private static final long serialVersionUID = 1L;

    private final transient TeamService teams;
    private final Div readers = new Div();
    private final Div notice = new Div();
    private final TextField number = new TextField();
    private final Button share = new Button();
    private final Div preview = new Div();

    /** A number that no team here has may be a slip: it is shared with only when somebody says that it is right. */
    private final Checkbox unknown = new Checkbox();

    private String looked = "";

    ModelAccessView(
            ModelService models,
            ModelAccess sharing,
            TeamService teams,
            Access access,
            Changes changes,
            CurrentTeam currentTeam) {
        super(models, sharing, access, changes, currentTeam);
        this.teams = teams;
        prepareForm();
    }

    @Override
    void fill(ModelDetails model) {
        if (!model.entry().own()) {
            throw new NotFoundException("model");
        }
        notice.addClassNames("pp-secondary", "catalog-notice");
        notice.getElement().setAttribute("role", "status");
        add(section("catalog.access.who", readers, notice));
        show(sharing.readers(team, model.entry().id()));
        if (editor && model.entry().ready()) {
            add(section("catalog.access.share", form()));
        }
        ViewTask.call(() -> sharing.currentReaders(team, model.entry().id()))
                .then(this::show)
                .otherwise(failure ->
                        notice.setText(getTranslation("catalog.access.stale", Notifications.explain(failure))))
                .start(this);
    }

    private void show(List<Reader> found) {
        var list = new UnorderedList();
        list.addClassName("pp-rows");
        var own = teams.get(team);
        list.add(row(
                getTranslation("catalog.access.team", own.name(), own.number().toString()),
                getTranslation("catalog.access.team.why"),
                getTranslation("catalog.access.owner"),
                new Div()));
        found.forEach(reader -> list.add(row(reader)));
        readers.removeAll();
        readers.add(list);
    }

    private ListItem row(Reader reader) {
        var name = reader.teamName()
                .map(team -> getTranslation(
                        "catalog.access.team", team, reader.number().toString()))
                .orElseGet(() ->
                        getTranslation("catalog.access.project", reader.number().toString()));
        var why = reader.addedBy()
                .map(by -> getTranslation("catalog.access.added-by", by))
                .orElseGet(() -> getTranslation("catalog.access.added-elsewhere"));
        var actions = new Div();
        reader.addedAt().ifPresent(at -> actions.add(Formats.time(at)));
        if (editor) {
            var remove = new Button(getTranslation("catalog.access.remove"));
            remove.setAriaLabel(getTranslation("catalog.access.remove.label", name));
            remove.setDisableOnClick(true);
            remove.addClickListener(click -> remove(reader, name, remove));
            actions.add(remove);
        }
        actions.addClassName("pp-actions");
        return row(name, why, getTranslation("catalog.access.reader"), actions);
    }

    private static ListItem row(String name, String why, String role, Component actions) {
        var title = new Span(name);
        title.addClassName("catalog-name");
        var reason = new Span(why);
        reason.addClassNames("pp-secondary", "pp-small");
        var main = new Div(title, reason);
        main.addClassName("pp-row-main");
        var row = new ListItem(main, new Span(role), actions);
        row.addClassName("pp-row");
        return row;
    }

    private void prepareForm() {
        number.setLabel(getTranslation("catalog.access.number"));
        number.setHelperText(getTranslation("catalog.access.number.help"));
        number.setMaxLength(40);
        number.setValueChangeMode(ValueChangeMode.LAZY);
        number.addValueChangeListener(change -> look());
        number.addKeyPressListener(Key.ENTER, press -> share());
        number.getElement().setAttribute("inputmode", "numeric");
        share.setText(getTranslation("catalog.access.share.do"));
        share.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        share.addClickListener(click -> share());
        unknown.setLabel(getTranslation("catalog.access.unknown.sure"));
        unknown.addValueChangeListener(change -> share.setEnabled(change.getValue()));
        preview.addClassNames("pp-stack", "catalog-preview");
        preview.getElement().setAttribute("aria-live", "polite");
    }

    private Component form() {
        look();
        var line = new Div(number, share);
        line.addClassName("catalog-share-line");
        var form = new Div(line, preview);
        form.addClassNames("pp-card", "pp-stack");
        return form;
    }

    /** Says what sharing would do, before it is done. */
    private void look() {
        looked = number.getValue();
        number.setInvalid(false);
        preview.removeAll();
        unknown.setValue(false);
        share.setEnabled(true);
        if (number.getValue().isBlank()) {
            explain(getTranslation("catalog.access.they"));
            return;
        }
        try {
            var name = sharing.check(team, model().entry().id(), number.getValue());
            explain(name.map(known -> getTranslation("catalog.access.they.named", known))
                    .orElseGet(() -> getTranslation("catalog.access.they.unknown")));
            if (name.isEmpty()) {
                preview.addComponentAtIndex(1, unknown);
                share.setEnabled(false);
            }
        } catch (Refused refused) {
            number.setErrorMessage(getTranslation(refused.key(), refused.arguments()));
            number.setInvalid(true);
        }
    }

    private void explain(String who) {
        var can = new UnorderedList(
                new ListItem(getTranslation("catalog.access.can.see")),
                new ListItem(getTranslation("catalog.access.can.prompt")));
        var cannot = new UnorderedList(
                new ListItem(getTranslation("catalog.access.cannot.data")),
                new ListItem(getTranslation("catalog.access.cannot.change")));
        preview.add(
                new H3(who),
                new Paragraph(getTranslation("catalog.access.can")),
                can,
                new Paragraph(getTranslation("catalog.access.cannot")),
                cannot,
                new Paragraph(getTranslation("catalog.access.end")));
    }

    private void share() {
        if (!number.getValue().equals(looked)) {
            look();
        }
        if (number.getValue().isBlank() || number.isInvalid()) {
            number.focus();
            return;
        }
        if (unknown.isAttached() && !unknown.getValue()) {
            unknown.focus();
            return;
        }
        share.setEnabled(false);
        var wanted = number.getValue();
        ViewTask.call(() -> sharing.share(team, model().entry().id(), wanted))
                .then(reader -> {
                    number.clear();
                    show(sharing.readers(team, model().entry().id()));
                    Notifications.succeeded(getTranslation(
                            "catalog.access.shared",
                            reader.teamName().orElse(reader.number().toString())));
                })
                .lastly(() -> share.setEnabled(true))
                .start(this);
    }

    private void remove(Reader reader, String name, Button button) {
        var id = model().entry().id();
        ViewTask.run(() -> sharing.unshare(team, id, reader.number()))
                .then(done -> {
                    show(sharing.readers(team, id));
                    Notifications.succeeded(
                            getTranslation("catalog.access.removed", name),
                            getTranslation("catalog.access.undo"),
                            () -> undo(reader));
                })
                .lastly(() -> button.setEnabled(true))
                .start(this);
    }

    private void undo(Reader reader) {
        var id = model().entry().id();
        ViewTask.call(() -> sharing.share(team, id, reader.number().toString()))
                .then(back -> show(sharing.readers(team, id)))
                .start(this);
    }
}
