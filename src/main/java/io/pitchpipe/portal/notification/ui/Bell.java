package io.pitchpipe.portal.notification.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.component.popover.Popover;
import com.vaadin.flow.component.popover.PopoverPosition;
import com.vaadin.flow.shared.Registration;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import io.pitchpipe.portal.design.Viewer;
import io.pitchpipe.portal.notification.Notification;
import io.pitchpipe.portal.notification.NotificationService;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says how many notifications are unread, shows the latest, and announces those that arrive while the page is open. */
@StyleSheet("context://portal/styles/notification.css")
final class Bell extends Div {

    private static final long serialVersionUID = 1L;

    private static final int SHOWN = 10;

    /** More at once would only push each other away; the bell has them all. */
    private static final int ANNOUNCED = 3;

    private final transient NotificationService notifications;
    private final transient Changes changes;
    private final transient Viewer viewer;
    private final Button button = new Button();
    private final Span count = new Span();
    private final Popover popover = new Popover();
    private transient Changes.@Nullable Registration watch;
    private transient @Nullable Registration navigation;

    /** The latest one that this page knows; less than zero before the first look. */
    private long seen = -1;

    private record Look(int unread, long latest, List<Notification> fresh) {}

    private record Content(int unread, List<Notification> latest) {}

    Bell(NotificationService notifications, Changes changes, Viewer viewer) {
        this.notifications = notifications;
        this.changes = changes;
        this.viewer = viewer;
        addClassName("notification-bell");
        button.setIcon(Icons.of("bell"));
        button.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_ICON);
        button.setTooltipText(getTranslation("notification.title"));
        count.addClassName("notification-count");
        count.getElement().setAttribute("aria-hidden", "true");
        popover.setTarget(button);
        popover.setPosition(PopoverPosition.BOTTOM_END);
        popover.setWidth("min(400px, 94vw)");
        popover.setModal(false);
        popover.setAriaLabel(getTranslation("notification.title"));
        popover.addOpenedChangeListener(event -> {
            if (event.isOpened()) {
                fill();
            }
        });
        add(button, count, popover);
        showUnread(0);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        var ui = attached.getUI();
        viewer.person().ifPresent(person -> {
            watch = changes.subscribe(Notification.topic(person.id()), () -> changed(ui));
            look();
        });
        navigation = ui.addAfterNavigationListener(event -> popover.close());
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        if (navigation != null) {
            navigation.remove();
            navigation = null;
        }
        super.onDetach(detached);
    }

    /** Called from the feed: only passes the word on. */
    private void changed(UI ui) {
        try {
            ui.access(this::look);
        } catch (UIDetachedException closed) {
            // Its subscription is about to be let go.
            return;
        }
    }

    private void look() {
        var known = seen;
        ViewTask.call(() -> known < 0
                        ? new Look(notifications.unread(), notifications.latest(), List.of())
                        : new Look(notifications.unread(), known, notifications.after(known, ANNOUNCED)))
                .then(this::show)
                // A page whose person has just lost access is about to leave.
                .otherwise(failed -> {})
                .start(this);
    }

    private void show(Look look) {
        showUnread(look.unread());
        var fresh = look.fresh().stream().filter(told -> told.id() > seen).toList();
        seen = Math.max(seen, fresh.isEmpty() ? look.latest() : fresh.getFirst().id());
        fresh.reversed().stream().filter(Notification::unread).forEach(Bell::announce);
        if (popover.isOpened()) {
            fill();
        }
    }

    private static void announce(Notification told) {
        Notifications.arrived(NotificationText.of(told), NotificationText.link(told), NotificationText.route(told));
    }

    private void showUnread(int unread) {
        count.setText(unread > 99 ? "99+" : Integer.toString(unread));
        count.setVisible(unread > 0);
        button.setAriaLabel(
                unread == 0 ? getTranslation("notification.title") : getTranslation("notification.unread", unread));
    }

    private void fill() {
        ViewTask.call(() -> new Content(notifications.unread(), notifications.page(false, Optional.empty(), SHOWN)))
                .then(content -> {
                    popover.removeAll();
                    popover.add(body(content));
                })
                .start(this);
    }

    private Div body(Content content) {
        var head = new Div(new H2(getTranslation("notification.title")));
        head.addClassName("notification-head");
        if (content.unread() > 0) {
            var read = new Button(getTranslation("notification.read-all"), click -> readAll());
            read.addThemeVariants(ButtonVariant.LUMO_TERTIARY, ButtonVariant.LUMO_SMALL);
            head.add(read);
        }
        var body = new Div(head);
        body.addClassName("notification-popover");
        if (content.latest().isEmpty()) {
            body.add(new Paragraph(getTranslation("notification.none")));
        } else {
            var list = new UnorderedList();
            content.latest().forEach(told -> list.add(row(told)));
            body.add(list, Links.to(NotificationsView.ROUTE, getTranslation("notification.all")));
        }
        return body;
    }

    private ListItem row(Notification told) {
        var row = new ListItem();
        row.addClassName("notification-item");
        if (told.unread()) {
            row.addClassName("notification-unread");
            var mark = new Span(getTranslation("notification.state.unread"));
            mark.addClassName("notification-mark");
            row.add(mark);
        }
        row.add(Links.to(NotificationText.link(told), NotificationText.of(told)), Formats.time(told.at()));
        return row;
    }

    private void readAll() {
        ViewTask.run(notifications::markAllRead).then(done -> look()).start(this);
    }
}
