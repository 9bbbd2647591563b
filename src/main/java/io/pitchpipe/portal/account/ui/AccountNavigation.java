package io.pitchpipe.portal.account.ui;

import com.vaadin.flow.component.Component;
import java.time.Duration;
import org.springframework.http.ResponseCookie;
import org.springframework.modulith.NamedInterface;

/** The ways into this module's views. */
@NamedInterface("navigation")
public final class AccountNavigation {

    static final String ENDED = "pitchpipe-session-ended";

    private AccountNavigation() {}

    /** The page where people sign in. */
    public static Class<? extends Component> signIn() {
        return LoginView.class;
    }

    /**
     * Has the sign-in page say why one is there: the session was ended from elsewhere. A cookie, because the way to that page differs
     * with what the browser was about to do.
     */
    public static ResponseCookie ended(String contextPath) {
        return cookie(contextPath, "1", Duration.ofMinutes(5));
    }

    /** Said once. */
    static ResponseCookie endedIsSaid(String contextPath) {
        return cookie(contextPath, "", Duration.ZERO);
    }

    private static ResponseCookie cookie(String contextPath, String value, Duration age) {
        return ResponseCookie.from(ENDED, value)
                .path(contextPath + "/")
                .httpOnly(true)
                .sameSite("Lax")
                .maxAge(age)
                .build();
    }
}
