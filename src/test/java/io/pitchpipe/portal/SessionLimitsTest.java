package io.pitchpipe.portal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.common.UserId;
import jakarta.servlet.http.HttpSessionEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.InteractiveAuthenticationSuccessEvent;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

class SessionLimitsTest {

    private final SessionLimits limits = new SessionLimits(Duration.ofHours(8));

    private record Somebody(UserId userId) implements CurrentUser.Principal {}

    /** As Tomcat does, tells of the end too. */
    private final class Session extends MockHttpSession {
        @Override
        public void invalidate() {
            super.invalidate();
            limits.sessionDestroyed(new HttpSessionEvent(this));
        }
    }

    private Session open(String address) {
        var session = new Session();
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        request.setSession(session);
        RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
        limits.sessionCreated(new HttpSessionEvent(session));
        return session;
    }

    private Session signIn(UserId user, String address) {
        var session = open(address);
        limits.signedIn(new InteractiveAuthenticationSuccessEvent(
                UsernamePasswordAuthenticationToken.authenticated(new Somebody(user), "", List.of()), getClass()));
        return session;
    }

    @AfterEach
    void noRequest() {
        RequestContextHolder.resetRequestAttributes();
    }

    @Test
    void whoever_has_not_signed_in_is_forgotten_within_minutes_and_whoever_has_is_not() {
        assertThat(open("10.0.0.1").getMaxInactiveInterval()).isEqualTo(15 * 60);
        assertThat(signIn(UserId.random(), "10.0.0.1").getMaxInactiveInterval()).isEqualTo(8 * 60 * 60);
    }

    @Test
    void a_flood_from_one_address_ends_its_own_oldest_sessions_and_nobody_else_s() {
        var other = open("10.0.0.2");
        var signedIn = signIn(UserId.random(), "10.0.0.1");
        var flood = new ArrayList<Session>();
        for (var each = 0; each < 3 * SessionLimits.MAX_ANONYMOUS_OF_ADDRESS; each++) {
            flood.add(open("10.0.0.1"));
        }
        assertThat(flood.stream().filter(session -> !session.isInvalid()))
                .hasSize(SessionLimits.MAX_ANONYMOUS_OF_ADDRESS)
                .isEqualTo(flood.subList(2 * SessionLimits.MAX_ANONYMOUS_OF_ADDRESS, flood.size()));
        assertThat(other.isInvalid()).isFalse();
        assertThat(signedIn.isInvalid()).isFalse();
    }

    @Test
    void a_flood_from_everywhere_has_an_end_and_leaves_those_who_signed_in_alone() {
        var signedIn = signIn(UserId.random(), "10.0.0.1");
        var flood = new ArrayList<Session>();
        for (var each = 0; each < 2 * SessionLimits.MAX_ANONYMOUS; each++) {
            flood.add(open("address " + UUID.randomUUID()));
        }
        assertThat(flood.stream().filter(session -> !session.isInvalid())).hasSize(SessionLimits.MAX_ANONYMOUS);
        assertThat(signedIn.isInvalid()).isFalse();
    }

    @Test
    void somebody_who_signs_in_again_and_again_keeps_the_newest_sessions() {
        var somebody = UserId.random();
        var first = signIn(somebody, "10.0.0.1");
        var sessions = new ArrayList<Session>();
        for (var each = 0; each < SessionLimits.MAX_OF_PERSON; each++) {
            sessions.add(signIn(somebody, "10.0.0." + each));
        }
        assertThat(first.isInvalid()).isTrue();
        assertThat(sessions).noneMatch(Session::isInvalid);
    }
}
