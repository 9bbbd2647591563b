package io.pitchpipe.portal.account.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.authentication.dao.DaoAuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/**
 * Sign-in by address and password behind {@link SignInThrottle}. For an unknown user a password is hashed all the same
 * ({@link DaoAuthenticationProvider} sees to that), so that neither answer nor time tells whether an account exists.
 */
@Component
class ThrottledSignIn implements AuthenticationProvider {

    /** How many late answers may wait at once; beyond that the attempt is refused rather than kept. */
    private static final int MOST_WAITING = 200;

    private final SignInThrottle throttle;
    private final DaoAuthenticationProvider passwords;
    private final Duration late;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    @Autowired
    ThrottledSignIn(SignInThrottle throttle, PortalUsers users, PasswordEncoder encoder) {
        this(throttle, users, encoder, Duration.ofSeconds(2));
    }

    ThrottledSignIn(SignInThrottle throttle, PortalUsers users, PasswordEncoder encoder, Duration late) {
        this.throttle = throttle;
        this.passwords = new DaoAuthenticationProvider(users::load);
        this.passwords.setPasswordEncoder(encoder);
        this.late = late;
    }

    @Override
    public Authentication authenticate(Authentication attempt) throws AuthenticationException {
        var address = attempt.getDetails() instanceof WebAuthenticationDetails details
                ? String.valueOf(details.getRemoteAddress())
                : "";
        var email = attempt.getName().strip().toLowerCase(Locale.ROOT);
        if (!throttle.allows(address)) {
            throw new TooManyAttemptsException();
        }
        if (!throttle.isCalm(email)) {
            waitABit();
        }
        var signedIn = passwords.authenticate(attempt);
        throttle.succeeded(address, email);
        return signedIn;
    }

    private void waitABit() {
        if (!waiting.tryAcquire()) {
            throw new TooManyAttemptsException();
        }
        try {
            Thread.sleep(late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new TooManyAttemptsException();
        } finally {
            waiting.release();
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
