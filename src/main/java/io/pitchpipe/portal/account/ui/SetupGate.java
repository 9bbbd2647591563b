package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.server.ServiceInitEvent;
import com.vaadin.flow.server.VaadinServiceInitListener;
import io.pitchpipe.portal.account.SetupService;
import io.pitchpipe.portal.design.Notifications;
import org.springframework.stereotype.Component;

/** Sends everyone to the set-up page until the instance is set up and invited people back to their invitation, and gives sessions an error handler that shows a code. */
@Component
class SetupGate implements VaadinServiceInitListener {

    private static final long serialVersionUID = 1L;

    private final transient SetupService setup;

    SetupGate(SetupService setup) {
        this.setup = setup;
    }

    @Override
    public void serviceInit(ServiceInitEvent starting) {
        var service = starting.getSource();
        service.addSessionInitListener(
                opening -> opening.getSession().setErrorHandler(error -> Notifications.failed(error.getThrowable())));
        service.addUIInitListener(opening -> opening.getUI().addBeforeEnterListener(entering -> {
            if (entering.getNavigationTarget() != SetupView.class && !setup.done()) {
                entering.forwardTo(SetupView.class);
            } else if (entering.getNavigationTarget() == HomeView.class) {
                PendingInvitation.find().ifPresent(token -> entering.forwardTo("invite/" + token));
            }
        }));
    }
}
