package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.textfield.TextFieldBase;
import io.pitchpipe.portal.catalog.ModelCard;
import io.pitchpipe.portal.catalog.ModelCards;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.CopyButton;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;

/** A model's card: what it is for and not for, an example and whom to ask; its team's editors write on it in place. */
final class ModelCardPanel extends Section {

    private static final long serialVersionUID = 1L;

    private final transient ModelCards cards;
    private final TeamId team;
    private final transient ModelEntry model;
    private final boolean editor;
    private final Div content = new Div();

    /** @param editor whether the reader may write on it */
    ModelCardPanel(ModelCards cards, TeamId team, ModelEntry model, boolean editor) {
        this.cards = cards;
        this.team = team;
        this.model = model;
        this.editor = editor;
        addClassName("pp-section");
        content.addClassName("pp-stack");
        add(new H2(getTranslation("catalog.card")), content);
        show(cards.card(team, model.id()));
    }

    private void show(ModelCard card) {
        content.removeAll();
        if (card.isBlank() && model.own()) {
            content.add(secondary(getTranslation(editor ? "catalog.card.none" : "catalog.card.none.viewer")));
        } else {
            content.add(written(card));
        }
        if (editor) {
            var edit = new Button(
                    getTranslation(card.isBlank() ? "catalog.card.write" : "catalog.card.edit"), click -> edit(card));
            var row = new Div(edit);
            row.addClassName("pp-actions");
            content.add(row);
        }
    }

    private Component written(ModelCard card) {
        var list = new DescriptionList();
        list.addClassNames("catalog-facts", "pp-card");
        fact(list, "purpose", text(card.purpose()));
        fact(list, "limits", text(card.limits()));
        if (!card.prompt().isEmpty()) {
            var prompt =
                    new Div(text(card.prompt()), new CopyButton(getTranslation("catalog.card.copy"), card.prompt()));
            prompt.addClassName("catalog-id");
            fact(list, "prompt", prompt);
        }
        fact(list, "answer", text(card.answer()));
        if (!card.contact().isEmpty()) {
            fact(list, "contact", text(card.contact()));
        } else if (!model.own()) {
            fact(list, "contact", text(ModelRows.owner(model)));
        }
        card.change().ifPresent(change -> {
            var when = new Div(new Span(change.by()), Formats.time(change.at()));
            when.addClassNames("pp-facts", "pp-secondary");
            when.getChildren().forEach(each -> each.addClassName("pp-fact"));
            fact(list, "changed", when);
        });
        return list;
    }

    private static Span text(String text) {
        var span = new Span(text);
        span.addClassName("catalog-card-text");
        span.getElement().setAttribute("dir", "auto");
        return span;
    }

    private void fact(DescriptionList list, String key, Component value) {
        if (!value.getElement().getTextRecursively().isEmpty()) {
            list.add(
                    new DescriptionList.Term(getTranslation("catalog.card." + key)),
                    new DescriptionList.Description(value));
        }
    }

    private static Paragraph secondary(String text) {
        var paragraph = new Paragraph(text);
        paragraph.addClassName("pp-secondary");
        return paragraph;
    }

    private void edit(ModelCard card) {
        var purpose = area("purpose", card.purpose());
        var limits = area("limits", card.limits());
        var prompt = area("prompt", card.prompt());
        var answer = area("answer", card.answer());
        var contact = new TextField(getTranslation("catalog.card.contact"));
        contact.setMaxLength(ModelCard.WORD);
        prepare(contact, "contact", card.contact());
        contact.setWidthFull();
        var failure = new Div();
        var save = new Button(getTranslation("catalog.card.save"));
        save.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        save.setDisableOnClick(true);
        save.addClickListener(click -> {
            var wanted = card.saying(
                    purpose.getValue(), limits.getValue(), prompt.getValue(), answer.getValue(), contact.getValue());
            ViewTask.call(() -> cards.save(team, model.id(), wanted))
                    .then(saved -> {
                        show(saved);
                        Notifications.succeeded(getTranslation("catalog.card.saved"));
                    })
                    .otherwise(refused -> {
                        failure.removeAll();
                        failure.add(ErrorPanel.of(getTranslation("catalog.card.failed"), refused));
                    })
                    .lastly(() -> save.setEnabled(true))
                    .start(this);
        });
        var row = new Div(save, new Button(getTranslation("catalog.cancel"), click -> show(card)));
        row.addClassName("pp-actions");
        var form = new Div(
                secondary(getTranslation("catalog.card.readers")),
                failure,
                purpose,
                limits,
                prompt,
                answer,
                contact,
                row);
        form.addClassNames("pp-card", "pp-stack");
        content.removeAll();
        content.add(form);
        purpose.focus();
    }

    private TextArea area(String key, String value) {
        var area = new TextArea(getTranslation("catalog.card." + key));
        area.setMaxLength(ModelCard.TEXT);
        area.setMaxRows(10);
        area.setWidthFull();
        prepare(area, key, value);
        return area;
    }

    private void prepare(TextFieldBase<?, String> field, String key, String value) {
        field.setHelperText(getTranslation("catalog.card." + key + ".help"));
        field.setValue(value);
        field.getElement().setAttribute("dir", "auto");
    }
}
