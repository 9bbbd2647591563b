package io.pitchpipe.portal.account.internal;

import org.springframework.security.core.AuthenticationException;

/** Too many sign-ins failed from here lately; whether this one would have succeeded is not looked at. */
public class TooManyAttemptsException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    TooManyAttemptsException() {
        super("Too many failed attempts");
    }
}
