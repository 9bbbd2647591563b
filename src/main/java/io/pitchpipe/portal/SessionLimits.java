package io.pitchpipe.portal;

import io.pitchpipe.portal.account.CurrentUser;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * How many sessions there may be, and for how long those of people live who have not signed in. Nobody is turned away: where there are
 * too many, the oldest of the same kind ends and gives its memory back.
 */
@Component
class SessionLimits implements HttpSessionListener {

    static final Duration ANONYMOUS = Duration.ofMinutes(15);
    static final int MAX_ANONYMOUS = 1_000;
    static final int MAX_ANONYMOUS_OF_ADDRESS = 100;
    static final int MAX_OF_PERSON = 10;

    /** Whose a session is: an address's, until somebody signs in. */
    private record Owner(String name, boolean person) {}

    private final int signedInSeconds;

    /** The oldest first; guarded by itself. */
    private final Map<HttpSession, Owner> sessions = new LinkedHashMap<>();

    SessionLimits(@Value("${server.servlet.session.timeout:8h}") Duration signedIn) {
        this.signedInSeconds = Math.toIntExact(signedIn.toSeconds());
    }

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        var session = event.getSession();
        session.setMaxInactiveInterval(Math.toIntExact(ANONYMOUS.toSeconds()));
        var request = request();
        var owner = new Owner(
                request == null ? "" : String.valueOf(request.getRequest().getRemoteAddr()), false);
        List<HttpSession> over;
        synchronized (sessions) {
            sessions.put(session, owner);
            over = beyond(MAX_ANONYMOUS_OF_ADDRESS, owner::equals);
            over.addAll(beyond(MAX_ANONYMOUS, other -> !other.person()));
        }
        end(over);
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        var request = request();
        var session = request == null ? null : request.getRequest().getSession(false);
        if (session == null || !(event.getAuthentication().getPrincipal() instanceof CurrentUser.Principal principal)) {
            return;
        }
        session.setMaxInactiveInterval(signedInSeconds);
        var owner = new Owner(principal.userId().toString(), true);
        List<HttpSession> over;
        synchronized (sessions) {
            sessions.remove(session);
            sessions.put(session, owner);
            over = beyond(MAX_OF_PERSON, owner::equals);
        }
        end(over);
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        synchronized (sessions) {
            sessions.remove(event.getSession());
        }
    }

    /** The oldest of those that {@code kind} tells, as many as there are too many. */
    private List<HttpSession> beyond(int most, Predicate<Owner> kind) {
        var found = new ArrayList<HttpSession>();
        sessions.forEach((session, owner) -> {
            if (kind.test(owner)) {
                found.add(session);
            }
        });
        var over = new ArrayList<>(found.subList(0, Math.max(0, found.size() - most)));
        over.forEach(sessions::remove);
        return over;
    }

    private static void end(List<HttpSession> over) {
        for (var session : over) {
            try {
                session.invalidate();
            } catch (IllegalStateException alreadyEnded) {
                continue;
            }
        }
    }

    private static @Nullable ServletRequestAttributes request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes servlet ? servlet : null;
    }
}
