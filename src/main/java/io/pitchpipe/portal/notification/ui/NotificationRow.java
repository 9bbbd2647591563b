package io.pitchpipe.portal.notification.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.notification.Notification;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** One notification in the inbox; it changes in place, so that the focus stays where it is. */
final class NotificationRow extends ListItem {

    private static final long serialVersionUID = 1L;

    private final long id;
    private final String text;
    private final Span mark = new Span();
    private final Button read = new Button();
    private final Button delete = new Button();
    private boolean unread;

    /**
     * @param team the name of its team, where the reader has several; may be empty
     * @param marked is given its id and whether it is read now
     */
    NotificationRow(
            Notification told, String team, BiConsumer<Long, Boolean> marked, Consumer<NotificationRow> deleted) {
        this.id = told.id();
        this.text = NotificationText.of(told);
        addClassNames("pp-row", "notification-row");
        mark.addClassName("notification-mark");
        var icon = Icons.of(NotificationText.icon(told));
        var symbol = new Div(icon);
        symbol.addClassNames("notification-symbol", NotificationText.tone(told));
        var title =
                NotificationText.route(told).isPresent() ? Links.to(NotificationText.link(told), text) : new Span(text);
        title.addClassName("notification-text");
        var facts = new Span();
        facts.addClassNames("pp-facts", "pp-secondary", "pp-small");
        for (var fact : new String[] {NotificationText.detail(told), team}) {
            if (!fact.isEmpty()) {
                var part = new Span(fact);
                part.addClassName("pp-fact");
                facts.add(part);
            }
        }
        var time = Formats.time(told.at());
        time.addClassName("pp-fact");
        facts.add(time);
        var main = new Div(title, facts);
        main.addClassName("pp-row-main");
        read.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
        read.addClickListener(click -> {
            show(!unread);
            marked.accept(id, !unread);
        });
        delete.setIcon(Icons.of("trash-2"));
        delete.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON, ButtonVariant.LUMO_SMALL);
        delete.setAriaLabel(getTranslation("notification.delete", text));
        delete.setTooltipText(getTranslation("notification.delete.short"));
        delete.addClickListener(click -> deleted.accept(this));
        var actions = new Div(read, delete);
        actions.addClassNames("pp-actions", "notification-actions");
        add(mark, symbol, main, actions);
        show(told.unread());
    }

    long id() {
        return id;
    }

    void focusDelete() {
        delete.focus();
    }

    /** Shows it as unread or read. */
    void show(boolean unread) {
        this.unread = unread;
        setClassName("notification-unread", unread);
        mark.setText(unread ? getTranslation("notification.state.unread") : "");
        read.setText(getTranslation(unread ? "notification.mark-read" : "notification.mark-unread"));
        read.setAriaLabel(
                getTranslation(unread ? "notification.mark-read.label" : "notification.mark-unread.label", text));
    }
}
