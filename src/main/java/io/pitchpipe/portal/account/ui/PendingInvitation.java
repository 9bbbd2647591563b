package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.server.VaadinSession;
import java.util.Optional;

/** An invitation that waits while its holder signs in. Kept in the session, so that no URL leads the browser anywhere. */
final class PendingInvitation {

    private static final String KEY = PendingInvitation.class.getName();

    private PendingInvitation() {}

    static void remember(String token) {
        VaadinSession.getCurrent().setAttribute(KEY, token);
    }

    static Optional<String> find() {
        return Optional.ofNullable((String) VaadinSession.getCurrent().getAttribute(KEY));
    }

    static void forget() {
        VaadinSession.getCurrent().setAttribute(KEY, null);
    }
}
