package io.pitchpipe.portal.common;

/** What was asked for does not exist, or the caller may not know that it does: both look the same on purpose. */
public class NotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** @param what the kind of thing, in the user's words, such as "dataset" */
    public NotFoundException(String what) {
        super("No such " + what + ", or it is not yours to see");
    }
}
