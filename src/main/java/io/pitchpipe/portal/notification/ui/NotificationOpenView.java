package io.pitchpipe.portal.notification.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelLinks;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.PageHeader;
import io.pitchpipe.portal.design.Viewer;
import io.pitchpipe.portal.notification.Notification;
import io.pitchpipe.portal.notification.NotificationKind;
import io.pitchpipe.portal.notification.NotificationService;
import jakarta.annotation.security.PermitAll;
import java.util.Optional;

/** Marks a notification as read and leads to what it is about, in its team; a page only where there is nothing to lead to. */
@Route("notifications/:id")
@PermitAll
class NotificationOpenView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient NotificationService notifications;
    private final transient ModelLinks models;
    private final transient CurrentTeam currentTeam;

    NotificationOpenView(NotificationService notifications, ModelLinks models, CurrentTeam currentTeam) {
        this.notifications = notifications;
        this.models = models;
        this.currentTeam = currentTeam;
        addClassName("pp-page");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entering) {
        removeAll();
        var told = entering.getRouteParameters()
                .get("id")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .flatMap(text -> notifications.open(Long.parseLong(text)));
        if (told.isEmpty()) {
            explain("notification.gone");
            return;
        }
        var route = NotificationText.route(told.get());
        if (route.isEmpty()) {
            entering.forwardTo(NotificationsView.ROUTE);
        } else if (told.get().kind() == NotificationKind.SHARE_ADDED && !listed(told.get())) {
            explain("notification.share-gone");
        } else {
            lead(entering, told.get(), route.get());
        }
    }

    /** A shared model is in a team's list once its backend has listed it, and until it is withdrawn. */
    private boolean listed(Notification told) {
        return told.team().isPresent()
                && told.subject()
                        .flatMap(model -> models.find(told.team().get(), new ModelId(model)))
                        .isPresent();
    }

    private void lead(BeforeEnterEvent entering, Notification told, String route) {
        var current = currentTeam.find().map(Viewer.Team::id);
        Optional<TeamId> other = told.team().filter(team -> !current.equals(Optional.of(team)));
        if (other.isEmpty()) {
            entering.forwardTo(route);
            return;
        }
        currentTeam.choose(other.get());
        // The frame that is open shows the other team: it is loaded anew.
        Links.replace(entering.getUI(), "/" + route);
    }

    private void explain(String key) {
        var row = new Div(Links.button(NotificationsView.ROUTE, getTranslation("notification.all")));
        row.addClassName("pp-actions");
        add(new PageHeader(getTranslation(key + ".title")).saying(getTranslation(key + ".text")), row);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("notification.title");
    }
}
