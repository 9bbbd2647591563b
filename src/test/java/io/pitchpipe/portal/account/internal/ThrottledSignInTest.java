package io.pitchpipe.portal.account.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.account.User;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.testing.Databases;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.crypto.bcrypt.BCryptPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

class ThrottledSignInTest {

    /** Counts what it compares: the work is what takes the time, so equal work is equal time. */
    private static final class CountingEncoder implements PasswordEncoder {

        private final PasswordEncoder encoder = new BCryptPasswordEncoder(4);
        private int compared;

        @Override
        public @Nullable String encode(@Nullable CharSequence rawPassword) {
            return encoder.encode(rawPassword);
        }

        @Override
        public boolean matches(@Nullable CharSequence rawPassword, @Nullable String encodedPassword) {
            compared++;
            return encoder.matches(rawPassword, encodedPassword);
        }
    }

    private final CountingEncoder encoder = new CountingEncoder();
    private UserRepository users;
    private ThrottledSignIn signIn;

    @BeforeEach
    void aUser() {
        users = new UserRepository(JdbcClient.create(Databases.h2("db/portal")));
        insert("ada@example.org", true);
        signIn = new ThrottledSignIn(new SignInThrottle(), new PortalUsers(users), encoder, Duration.ofMillis(1));
    }

    private void insert(String email, boolean enabled) {
        users.insert(
                new User(UserId.random(), email, email, false, enabled, Instant.parse("2026-01-01T00:00:00Z")),
                Objects.requireNonNull(encoder.encode("right")));
    }

    private Authentication attempt(String email, String password, String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        var token = UsernamePasswordAuthenticationToken.unauthenticated(email, password);
        token.setDetails(new WebAuthenticationDetails(request));
        return signIn.authenticate(token);
    }

    @Test
    void the_address_is_compared_without_regard_to_case_and_spaces() {
        assertThat(attempt(" ADA@example.org ", "right", "10.0.0.1").isAuthenticated())
                .isTrue();
    }

    @Test
    void unknown_disabled_and_wrong_get_the_same_answer_for_the_same_work() {
        insert("off@example.org", false);
        for (var email : new String[] {"ada@example.org", "nobody@example.org", "off@example.org"}) {
            var before = encoder.compared;
            assertThatThrownBy(() -> attempt(email, "wrong", "10.0.0.1"))
                    .isInstanceOf(BadCredentialsException.class)
                    .hasMessage("Bad credentials");
            assertThat(encoder.compared - before).as(email).isEqualTo(1);
        }
        assertThatThrownBy(() -> attempt("off@example.org", "right", "10.0.0.1"))
                .isInstanceOf(BadCredentialsException.class);
    }

    @Test
    void an_address_that_fails_too_often_is_refused_and_others_are_not() {
        for (var each = 0; each < SignInThrottle.FAILURES_PER_ADDRESS; each++) {
            var email = each + "@example.org";
            assertThatThrownBy(() -> attempt(email, "x", "10.0.0.1")).isInstanceOf(BadCredentialsException.class);
        }
        assertThatThrownBy(() -> attempt("ada@example.org", "right", "10.0.0.1"))
                .isInstanceOf(TooManyAttemptsException.class);
        assertThat(attempt("ada@example.org", "right", "10.0.0.2").isAuthenticated())
                .isTrue();
    }

    @Test
    void an_account_under_attack_is_slow_and_its_owner_still_gets_in() {
        for (var each = 0; each < 3 * SignInThrottle.FAILURES_PER_ACCOUNT; each++) {
            var address = "10.0.1." + each;
            assertThatThrownBy(() -> attempt("ada@example.org", "guess", address))
                    .isInstanceOf(BadCredentialsException.class);
        }
        assertThat(attempt("ada@example.org", "right", "10.0.2.1").isAuthenticated())
                .isTrue();
    }

    @Test
    void right_passwords_use_nothing_up() {
        for (var each = 0; each < 5 * SignInThrottle.FAILURES_PER_ADDRESS; each++) {
            attempt("ada@example.org", "right", "10.0.0.9");
        }
        assertThat(attempt("ada@example.org", "right", "10.0.0.9").isAuthenticated())
                .isTrue();
    }
}
