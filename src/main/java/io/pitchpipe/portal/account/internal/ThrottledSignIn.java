package io.pitchpipe.portal.account.internal;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private static final int MAX_WAITING = 200;

    private static final int MAX_WAITING_FROM_ONE_ADDRESS = 40;

    private final SignInThrottle throttle;
    private final DaoAuthenticationProvider passwords;
    private final Duration late;
    private final Semaphore waiting = new Semaphore(MAX_WAITING);
    private final SignInAudit audit;

    /** How many answers wait for each address, which must not take all the room there is. */
    private final Map<String, Integer> waitingFrom = new ConcurrentHashMap<>();

    @Autowired
    ThrottledSignIn(SignInThrottle throttle, PortalUsers users, PasswordEncoder encoder, SignInAudit audit) {
        this(throttle, users, encoder, audit, Duration.ofSeconds(2));
    }

    ThrottledSignIn(
            SignInThrottle throttle, PortalUsers users, PasswordEncoder encoder, SignInAudit audit, Duration late) {
        this.audit = audit;
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
        var quietAddress = throttle.allows(address);
        if (!quietAddress && !throttle.allows(address, email)) {
            throw tooMany(attempt);
        }
        if (!throttle.isCalm(email) || !quietAddress) {
            waitABit(attempt, address);
        }
        var signedIn = passwords.authenticate(attempt);
        throttle.succeeded(address, email);
        return signedIn;
    }

    private TooManyAttemptsException tooMany(Authentication attempt) {
        audit.throttled(attempt);
        return new TooManyAttemptsException();
    }

    private void waitABit(Authentication attempt, String address) {
        if (!waiting.tryAcquire()) {
            throw tooMany(attempt);
        }
        try {
            if (waitingFrom.merge(address, 1, Integer::sum) > MAX_WAITING_FROM_ONE_ADDRESS) {
                throw tooMany(attempt);
            }
            Thread.sleep(late);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new TooManyAttemptsException();
        } finally {
            waitingFrom.computeIfPresent(address, (from, count) -> count == 1 ? null : count - 1);
            waiting.release();
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
