package io.pitchpipe.portal;

import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.account.ui.AccountNavigation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Ends a session whose user was disabled, whose password was changed elsewhere, or whose sign-in is too long ago however much it was
 * used since, with its next request.
 */
final class EndedSessionFilter extends OncePerRequestFilter {

    private static final String SIGNED_IN_AT = "io.pitchpipe.signed-in-at";

    private final Access access;
    private final Clock clock;
    private final Duration longest;

    EndedSessionFilter(Access access, Clock clock, Duration longest) {
        this.access = access;
        this.clock = clock;
        this.longest = longest;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/portal/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && !(authentication instanceof AnonymousAuthenticationToken)) {
            var session = request.getSession(false);
            var stillIn = access.signedIn();
            if (!stillIn || session != null && isOver(session)) {
                SecurityContextHolder.clearContext();
                if (session != null) {
                    session.invalidate();
                }
            }
            if (!stillIn) {
                response.addHeader(
                        HttpHeaders.SET_COOKIE,
                        AccountNavigation.ended(request.getContextPath()).toString());
            }
        }
        chain.doFilter(request, response);
    }

    private boolean isOver(HttpSession session) {
        var now = clock.instant();
        if (session.getAttribute(SIGNED_IN_AT) instanceof Instant since) {
            return now.isAfter(since.plus(longest));
        }
        session.setAttribute(SIGNED_IN_AT, now);
        return false;
    }
}
