package io.pitchpipe.portal.account;

import io.pitchpipe.portal.audit.Actor;
import io.pitchpipe.portal.common.UserId;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who is calling, as far as Spring Security knows it. */
@Component
public class CurrentUser implements Actor {

    /** A principal that knows its user; what sign-in puts into the security context. */
    public interface Principal {
        UserId userId();

        /** The user's session epoch at sign-in: once the database has another one, the session has ended. Empty for principals without a session. */
        default OptionalInt sessionEpoch() {
            return OptionalInt.empty();
        }
    }

    @Override
    public Optional<UserId> find() {
        return principal().map(Principal::userId);
    }

    /** What a refused call is counted to. */
    public String source() {
        return find().map(UserId::toString).orElse("");
    }

    Optional<Principal> principal() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && authentication.isAuthenticated()
                && authentication.getPrincipal() instanceof Principal principal) {
            return Optional.of(principal);
        }
        return Optional.empty();
    }

    /** @throws AccessDeniedException if nobody is signed in */
    public UserId id() {
        return find().orElseThrow(() -> new AccessDeniedException("Nobody is signed in"));
    }
}
