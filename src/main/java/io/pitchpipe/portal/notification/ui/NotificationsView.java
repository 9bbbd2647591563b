package io.pitchpipe.portal.notification.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.UIDetachedException;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Nav;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.PageHeader;
import io.pitchpipe.portal.design.Skeleton;
import io.pitchpipe.portal.design.ViewTask;
import io.pitchpipe.portal.design.Viewer;
import io.pitchpipe.portal.notification.Notification;
import io.pitchpipe.portal.notification.NotificationService;
import jakarta.annotation.security.PermitAll;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that the person was told, by day. What arrives meanwhile is announced and shown when asked for, so that nothing moves under the
 * hand; what another page marks or deletes changes in place.
 */
@Route(NotificationsView.ROUTE)
@PermitAll
@StyleSheet("context://portal/styles/notification.css")
class NotificationsView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    static final String ROUTE = "notifications";

    private static final long serialVersionUID = 1L;

    private static final int PAGE = 50;

    private final transient NotificationService notifications;
    private final transient Changes changes;
    private final transient Viewer viewer;
    private final Nav filter = new Nav();
    private final Div news = new Div();
    private final Div place = new Div(new Skeleton(5));
    private final Button readAll = new Button();
    private final Button older = new Button();
    private transient @Nullable NotificationDays days;
    private transient Changes.@Nullable Registration watch;
    private boolean unreadOnly;
    private ZoneId zone = ZoneId.systemDefault();

    private record Loaded(List<Notification> page, int unread, List<Viewer.Team> teams) {}

    private record Look(int unread, List<Notification> fresh, List<Notification> shown) {}

    NotificationsView(NotificationService notifications, Changes changes, Viewer viewer) {
        this.notifications = notifications;
        this.changes = changes;
        this.viewer = viewer;
        addClassName("pp-page");
        readAll.setText(getTranslation("notification.read-all"));
        readAll.setEnabled(false);
        readAll.addClickListener(click ->
                ViewTask.run(notifications::markAllRead).then(done -> look()).start(this));
        older.setText(getTranslation("notification.older"));
        older.addClickListener(click -> more());
        filter.addClassName("pp-filter");
        filter.getElement().setAttribute("aria-label", getTranslation("notification.filter"));
        news.addClassName("notification-news");
        news.getElement().setAttribute("role", "status");
        place.addClassName("pp-stack");
        add(
                new PageHeader(getTranslation("notification.title"))
                        .saying(getTranslation("notification.text"))
                        .action(readAll),
                filter,
                news,
                place);
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entering) {
        unreadOnly = entering.getLocation()
                .getQueryParameters()
                .getSingleParameter("show")
                .filter("unread"::equals)
                .isPresent();
        filter.removeAll();
        filter.add(
                chip(ROUTE, "notification.filter.all", !unreadOnly),
                chip(ROUTE + "?show=unread", "notification.filter.unread", unreadOnly));
        load();
    }

    private com.vaadin.flow.component.Component chip(String route, String key, boolean chosen) {
        var link = Links.to(route, getTranslation(key));
        link.addClassName("pp-chip");
        if (chosen) {
            link.getElement().setAttribute("aria-current", "true");
        }
        return link;
    }

    private void load() {
        var only = unreadOnly;
        ViewTask.call(() -> new Loaded(
                        notifications.page(only, Optional.empty(), PAGE + 1), notifications.unread(), viewer.teams()))
                .then(this::show)
                .start(this);
    }

    private void show(Loaded loaded) {
        news.removeAll();
        place.removeAll();
        readAll.setEnabled(loaded.unread() > 0);
        if (loaded.page().isEmpty()) {
            days = null;
            place.add(
                    unreadOnly
                            ? new EmptyState(
                                    "circle-check",
                                    getTranslation("notification.none-unread.title"),
                                    getTranslation("notification.none-unread.text"))
                            : new EmptyState(
                                    "bell",
                                    getTranslation("notification.empty.title"),
                                    getTranslation("notification.empty.text")));
            return;
        }
        var shown = new NotificationDays(zone, loaded.teams(), this::mark, this::delete);
        days = shown;
        place.add(shown, older);
        append(shown, loaded.page());
    }

    private void append(NotificationDays to, List<Notification> page) {
        to.append(page.subList(0, Math.min(PAGE, page.size())));
        older.setVisible(page.size() > PAGE);
    }

    private void more() {
        var shown = days;
        if (shown == null || shown.oldest().isEmpty()) {
            return;
        }
        var only = unreadOnly;
        var before = shown.oldest();
        ViewTask.call(() -> notifications.page(only, before, PAGE + 1))
                .then(page -> append(shown, page))
                .start(this);
    }

    private void mark(long id, boolean read) {
        ViewTask.run(() -> notifications.mark(id, read)).then(done -> look()).start(this);
    }

    private void delete(NotificationRow row) {
        var id = row.id();
        var shown = days;
        if (shown != null && shown.remove(row)) {
            // The last one of the page is gone: what is older, or that there is none, takes its place.
            ViewTask.run(() -> notifications.delete(id)).then(done -> load()).start(this);
            return;
        }
        ViewTask.run(() -> notifications.delete(id)).then(done -> look()).start(this);
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        var ui = attached.getUI();
        ui.getPage().retrieveExtendedClientDetails(details -> know(details.getTimeZoneId()));
        viewer.person()
                .ifPresent(person -> watch = changes.subscribe(Notification.topic(person.id()), () -> changed(ui)));
    }

    /** Which day it was depends on where the reader is. */
    private void know(@Nullable String zoneId) {
        try {
            var known = ZoneId.of(String.valueOf(zoneId));
            if (!known.equals(zone)) {
                zone = known;
                load();
            }
        } catch (DateTimeException unknown) {
            zone = ZoneId.systemDefault();
        }
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        if (watch != null) {
            watch.close();
            watch = null;
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
        var shown = days;
        if (shown == null) {
            load();
            return;
        }
        var newest = shown.newest();
        var before = Optional.of(newest + 1);
        ViewTask.call(() -> new Look(
                        notifications.unread(),
                        notifications.after(newest, PAGE),
                        notifications.page(false, before, 200)))
                .then(look -> follow(shown, look))
                .start(this);
    }

    private void follow(NotificationDays shown, Look look) {
        readAll.setEnabled(look.unread() > 0);
        shown.follow(look.shown());
        if (shown.isEmpty()) {
            load();
            return;
        }
        news.removeAll();
        if (!look.fresh().isEmpty()) {
            var show = new Button(
                    getTranslation("notification.show-new", look.fresh().size()), click -> load());
            show.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
            news.add(show);
        }
    }

    @Override
    public String getPageTitle() {
        return getTranslation("notification.title");
    }
}
