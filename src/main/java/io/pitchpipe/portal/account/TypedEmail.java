package io.pitchpipe.portal.account;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** What was typed as the address of an attempt to sign in that failed, for the page that shows why: nobody types it twice. Shown once. */
public final class TypedEmail {

    private static final String KEY = TypedEmail.class.getName();
    private static final int MAX = 254;

    private TypedEmail() {}

    /** Keeps it in the browser's session, if there is one. */
    public static void remember(HttpServletRequest attempt, String typed) {
        var session = attempt.getSession(false);
        if (session != null && typed.length() <= MAX) {
            session.setAttribute(KEY, typed);
        }
    }

    public static Optional<String> take(HttpServletRequest request) {
        var session = request.getSession(false);
        if (session == null || !(session.getAttribute(KEY) instanceof String typed)) {
            return Optional.empty();
        }
        session.removeAttribute(KEY);
        return Optional.of(typed);
    }
}
