package io.pitchpipe.portal.dataset.internal;

/** New chunks are to go to a bucket that cannot take them: Pitchpipe does not start, for nothing could be uploaded. */
final class UnusableBucketException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * @param message what is wrong, in a sentence without secrets
     * @param action what the operator can do
     */
    UnusableBucketException(String message, String action) {
        super(message);
        this.action = action;
    }

    String action() {
        return action;
    }
}
