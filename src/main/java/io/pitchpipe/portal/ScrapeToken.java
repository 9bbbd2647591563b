package io.pitchpipe.portal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

/** Lets a scrape of the metrics through that bears the operator's token ({@code pitchpipe.metrics-token}); without such a token, none. */
final class ScrapeToken implements AuthorizationManager<RequestAuthorizationContext> {

    /** Characters: shorter ones are guessed. */
    private static final int MIN_LENGTH = 16;

    private final byte[] expected;

    /** @param token empty for none */
    ScrapeToken(String token) {
        if (!token.isEmpty() && token.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("pitchpipe.metrics-token has at least " + MIN_LENGTH + " characters");
        }
        expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public AuthorizationDecision authorize(
            Supplier<? extends @Nullable Authentication> authentication, RequestAuthorizationContext call) {
        var given = call.getRequest().getHeader(HttpHeaders.AUTHORIZATION);
        boolean hasToken = expected.length > "Bearer ".length();
        return new AuthorizationDecision(
                hasToken && given != null && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected));
    }
}
