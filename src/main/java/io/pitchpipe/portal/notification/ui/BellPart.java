package io.pitchpipe.portal.notification.ui;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.design.BarPart;
import io.pitchpipe.portal.design.Viewer;
import io.pitchpipe.portal.notification.NotificationService;

/** Puts the bell into the top bar. */
@org.springframework.stereotype.Component
class BellPart implements BarPart {

    private final NotificationService notifications;
    private final Changes changes;
    private final Viewer viewer;

    BellPart(NotificationService notifications, Changes changes, Viewer viewer) {
        this.notifications = notifications;
        this.changes = changes;
        this.viewer = viewer;
    }

    @Override
    public int order() {
        return 0;
    }

    @Override
    public Component create() {
        return new Bell(notifications, changes, viewer);
    }
}
