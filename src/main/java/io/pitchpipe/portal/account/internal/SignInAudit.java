package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.audit.Refusals;
import io.pitchpipe.portal.common.UserId;
import java.time.Clock;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.security.authentication.event.AbstractAuthenticationFailureEvent;
import org.springframework.security.authentication.event.AuthenticationFailureServiceExceptionEvent;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.security.authentication.event.LogoutSuccessEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Records who signed in and out, who failed to, and who was made to wait. */
@Component
class SignInAudit {

    private static final Logger log = LoggerFactory.getLogger(SignInAudit.class);

    private final Refusals refusals;
    private final UserRepository users;
    private final Clock clock;

    SignInAudit(Refusals refusals, UserRepository users, Clock clock) {
        this.refusals = refusals;
        this.users = users;
        this.clock = clock;
    }

    @EventListener
    void signedIn(InteractiveAuthenticationSuccessEvent event) {
        record("signin.succeeded", event.getAuthentication());
        if (event.getAuthentication().getPrincipal() instanceof CurrentUser.Principal principal) {
            remember(principal.userId());
        }
    }

    /** Whoever has signed in is in, whether or not that can be written down. */
    private void remember(UserId user) {
        try {
            users.signedIn(user, clock.instant());
        } catch (DataAccessException unreachable) {
            log.warn("Not recorded: the sign-in of {}", user);
        }
    }

    @EventListener
    void failed(AbstractAuthenticationFailureEvent event) {
        if (event instanceof AuthenticationFailureServiceExceptionEvent) {
            // A fault of ours, and most likely of the database this would be written to.
            return;
        }
        var attempt = event.getAuthentication();
        refusals.record("signin.failed", address(attempt), known(attempt.getName()));
    }

    /** Not among Spring Security's own events: it does not know this reason. */
    void throttled(Authentication attempt) {
        refusals.record("signin.throttled", address(attempt), known(attempt.getName()));
    }

    @EventListener
    void signedOut(LogoutSuccessEvent event) {
        record("signin.ended", event.getAuthentication());
    }

    private void record(String action, Authentication who) {
        if (who.getPrincipal() instanceof CurrentUser.Principal) {
            refusals.record(action, address(who), who.getName());
        }
    }

    /** Only the address of an account that is there: what else is typed there may be a password. */
    private String known(String typed) {
        var email = typed.strip().toLowerCase(Locale.ROOT);
        return users.signInData(email).isPresent() ? email : "an address that has no account";
    }

    private static String address(Authentication who) {
        return who.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
    }
}
