package io.pitchpipe.portal;

import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.account.ui.AccountNavigation;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Ends a session whose user was disabled, or whose password was changed elsewhere, with its next request. */
final class EndedSessionFilter extends OncePerRequestFilter {

    private final Access access;

    EndedSessionFilter(Access access) {
        this.access = access;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/portal/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && !(authentication instanceof AnonymousAuthenticationToken) && !access.signedIn()) {
            SecurityContextHolder.clearContext();
            var session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
            response.addHeader(
                    HttpHeaders.SET_COOKIE,
                    AccountNavigation.ended(request.getContextPath()).toString());
        }
        chain.doFilter(request, response);
    }
}
