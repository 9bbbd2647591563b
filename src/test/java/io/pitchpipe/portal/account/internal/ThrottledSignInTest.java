package io.pitchpipe.portal.account.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pitchpipe.portal.account.User;
import io.pitchpipe.portal.audit.AuditLogs;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.testing.Databases;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
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
    private JdbcClient jdbc;
    private UserRepository users;
    private SignInAudit audit;
    private ThrottledSignIn signIn;

    @BeforeEach
    void aUser() {
        jdbc = JdbcClient.create(Databases.h2("db/portal"));
        users = new UserRepository(jdbc);
        audit = new SignInAudit(AuditLogs.refusals(jdbc), users, Clock.systemUTC());
        insert("ada@example.org", true);
        signIn =
                new ThrottledSignIn(new SignInThrottle(), new PortalUsers(users), encoder, audit, Duration.ofMillis(1));
    }

    private void insert(String email, boolean enabled) {
        users.insert(
                new User(UserId.random(), email, email, false, enabled, Instant.parse("2026-01-01T00:00:00Z")),
                Objects.requireNonNull(encoder.encode("right")));
    }

    private Authentication attempt(String email, String password, String address) {
        return signIn.authenticate(token(email, password, address));
    }

    private static UsernamePasswordAuthenticationToken token(String email, String address) {
        return token(email, "x", address);
    }

    private static UsernamePasswordAuthenticationToken token(String email, String password, String address) {
        var request = new MockHttpServletRequest();
        request.setRemoteAddr(address);
        var token = UsernamePasswordAuthenticationToken.unauthenticated(email, password);
        token.setDetails(new WebAuthenticationDetails(request));
        return token;
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

    private void failFrom(String address, int times) {
        for (var each = 0; each < times; each++) {
            var email = each + "@example.org";
            assertThatThrownBy(() -> attempt(email, "x", address)).isInstanceOf(BadCredentialsException.class);
        }
    }

    @Test
    void whoever_knows_their_password_gets_in_from_an_address_that_failed_too_often() {
        failFrom("10.0.0.1", 2 * SignInThrottle.FAILURES_PER_ADDRESS);
        assertThat(attempt("ada@example.org", "right", "10.0.0.1").isAuthenticated())
                .isTrue();
    }

    @Test
    void guessing_on_at_one_account_from_such_an_address_is_refused_and_elsewhere_the_owner_gets_in() {
        failFrom("10.0.0.1", SignInThrottle.FAILURES_PER_ADDRESS);
        for (var each = 0; each < SignInThrottle.FAILURES_PER_PAIR; each++) {
            assertThatThrownBy(() -> attempt("ada@example.org", "guess", "10.0.0.1"))
                    .isInstanceOf(BadCredentialsException.class);
        }
        assertThatThrownBy(() -> attempt("ada@example.org", "right", "10.0.0.1"))
                .isInstanceOf(TooManyAttemptsException.class);
        assertThat(attempt("ada@example.org", "right", "10.0.0.2").isAuthenticated())
                .isTrue();
        assertThat(log("signin.throttled")).containsExactly("ada@example.org");
    }

    @Test
    void a_fault_of_the_database_is_not_told_as_a_wrong_password() {
        jdbc.sql("alter table app_user rename to away").update();
        var answer = new MockHttpServletResponse();
        assertThatThrownBy(() -> attempt("ada@example.org", "right", "10.0.0.1"))
                .isInstanceOfSatisfying(AuthenticationException.class, fault -> {
                    try {
                        new SignInFailed().onAuthenticationFailure(new MockHttpServletRequest(), answer, fault);
                    } catch (IOException impossible) {
                        throw new UncheckedIOException(impossible);
                    }
                });
        assertThat(answer.getRedirectedUrl()).isEqualTo("/login?fault");
    }

    @Test
    void failures_are_on_record_without_what_may_be_a_password() {
        assertThatThrownBy(() -> attempt("My S3cret typed in the wrong field", "x", "10.0.0.1"));
        audit.failed(new AuthenticationFailureBadCredentialsEvent(
                token("My S3cret typed in the wrong field", "10.0.0.1"), new BadCredentialsException("")));
        audit.failed(new AuthenticationFailureBadCredentialsEvent(
                token("ADA@example.org", "10.0.0.1"), new BadCredentialsException("")));
        assertThat(log("signin.failed")).containsExactly("an address that has no account", "ada@example.org");
    }

    @Test
    void a_flood_of_failures_leaves_a_bounded_number_of_lines_and_how_many_there_were() {
        for (var each = 0; each < 1_000; each++) {
            audit.failed(new AuthenticationFailureBadCredentialsEvent(
                    token("ada@example.org", "10.0.0.1"), new BadCredentialsException("")));
        }
        assertThat(log("signin.failed")).hasSizeBetween(20, 30);
    }

    private List<String> log(String action) {
        return jdbc.sql("select subject from audit_entry where action = ? order by id")
                .param(action)
                .query((row, number) -> row.getString(1))
                .list();
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
