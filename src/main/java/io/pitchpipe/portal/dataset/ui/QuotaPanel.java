package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.dataset.DatasetQuotas;
import io.pitchpipe.portal.dataset.Quota;
import io.pitchpipe.portal.dataset.QuotaUse;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import java.util.List;
import java.util.Optional;

/** What teams may hold, and what they hold; for the administrator. */
@StyleSheet("context://portal/styles/dataset.css")
final class QuotaPanel extends Section {

    private static final long serialVersionUID = 1L;

    /** Teams that are shown; those that hold most come first. */
    private static final int TEAMS = 50;

    private final transient DatasetQuotas quotas;
    private final QuotaFields every = new QuotaFields();
    private final UnorderedList teams = new UnorderedList();

    QuotaPanel(DatasetQuotas quotas) {
        this.quotas = quotas;
        addClassName("pp-section");
        every.show(quotas.everyTeam());
        var save = new Button(getTranslation("dataset.quota.save"));
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.setDisableOnClick(true);
        save.addClickListener(click -> every.read()
                .ifPresentOrElse(
                        quota -> ViewTask.run(() -> quotas.setEveryTeam(quota))
                                .then(done -> saved())
                                .lastly(() -> save.setEnabled(true))
                                .start(this),
                        () -> save.setEnabled(true)));
        var what = new Paragraph(getTranslation("dataset.quota.what"));
        what.addClassName("pp-secondary");
        var card = new Div(what, every, save);
        card.addClassNames("pp-card", "dataset-card-form");
        teams.addClassName("pp-rows");
        add(new H2(getTranslation("dataset.quota.title")), card, teams);
        load();
    }

    private void saved() {
        Notifications.succeeded(getTranslation("dataset.quota.saved"));
        load();
    }

    private void load() {
        show(quotas.uses(0, TEAMS));
    }

    private void show(List<QuotaUse> uses) {
        teams.removeAll();
        uses.forEach(use -> teams.add(row(use)));
    }

    private ListItem row(QuotaUse use) {
        var name = new Span(use.name());
        name.addClassName("pp-ellipsis");
        var facts = new Div(fact(bytes(use)), fact(datasets(use)));
        if (use.own()) {
            facts.add(fact(getTranslation("dataset.quota.own")));
        }
        facts.addClassNames("pp-facts", "pp-small");
        var main = new Div(name, facts);
        main.addClassName("pp-row-main");
        var row = new ListItem(main);
        var change = new Button(getTranslation("dataset.quota.change"));
        change.setAriaLabel(getTranslation("dataset.quota.changeOf", use.name()));
        change.addClickListener(click -> {
            change.setVisible(false);
            row.add(editor(use));
        });
        row.add(change);
        row.addClassNames("pp-row", "dataset-version-row");
        return row;
    }

    private Component editor(QuotaUse use) {
        var fields = new QuotaFields();
        fields.show(use.quota());
        var save = new Button(
                getTranslation("dataset.quota.save"),
                click -> fields.read().ifPresent(quota -> set(use, Optional.of(quota))));
        var like = new Button(getTranslation("dataset.quota.likeEvery"), click -> set(use, Optional.empty()));
        like.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        like.setVisible(use.own());
        var cancel = new Button(getTranslation("dataset.cancel"), click -> load());
        cancel.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        var actions = new Div(save, like, cancel);
        actions.addClassName("pp-actions");
        var editor = new Div(fields, actions);
        editor.addClassNames("dataset-card-form", "dataset-quota-editor");
        return editor;
    }

    private void set(QuotaUse use, Optional<Quota> quota) {
        ViewTask.run(() -> quotas.setTeam(use.team(), quota))
                .then(done -> saved())
                .start(this);
    }

    private static Span fact(String text) {
        var fact = new Span(text);
        fact.addClassName("pp-fact");
        return fact;
    }

    static String bytes(QuotaUse use) {
        return DatasetText.text(
                "dataset.quota.bytesOf",
                Formats.bytes(use.bytes()),
                Formats.bytes(use.quota().bytes()));
    }

    static String datasets(QuotaUse use) {
        return DatasetText.text(
                "dataset.quota.datasetsOf",
                Formats.number(use.datasets()),
                Formats.number(use.quota().datasets()));
    }
}
