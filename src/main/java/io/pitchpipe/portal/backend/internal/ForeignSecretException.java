package io.pitchpipe.portal.backend.internal;

/** The instance's database was sealed under another secret key than the one at hand, or under one that is not there any more. */
final class ForeignSecretException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ForeignSecretException(String message) {
        super(message);
    }
}
