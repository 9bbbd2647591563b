package io.pitchpipe.portal.account;

import io.pitchpipe.portal.common.UserId;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Who is calling, as far as Spring Security knows it. */
@Component
public class CurrentUser {

    /** A principal that knows its user; what sign-in puts into the security context. */
    public interface Principal {
        UserId userId();
    }

    public Optional<UserId> find() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && authentication.isAuthenticated()
                && authentication.getPrincipal() instanceof Principal principal) {
            return Optional.of(principal.userId());
        }
        return Optional.empty();
    }

    /** @throws AccessDeniedException if nobody is signed in */
    public UserId id() {
        return find().orElseThrow(() -> new AccessDeniedException("Nobody is signed in"));
    }
}
