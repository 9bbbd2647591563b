package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.TypedEmail;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.stereotype.Component;

/** Back to the sign-in page with the address that was typed, where it says that it did not match, to wait a little, or that the portal could not look. */
@Component
class SignInFailed implements AuthenticationFailureHandler {

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        var why = switch (failure) {
            case TooManyAttemptsException tooMany -> "wait";
            case AuthenticationServiceException fault -> "fault";
            default -> "error";
        };
        var typed = request.getParameter(UsernamePasswordAuthenticationFilter.SPRING_SECURITY_FORM_USERNAME_KEY);
        if (typed != null) {
            TypedEmail.remember(request, typed.strip());
        }
        response.sendRedirect(request.getContextPath() + "/login?" + why);
    }
}
