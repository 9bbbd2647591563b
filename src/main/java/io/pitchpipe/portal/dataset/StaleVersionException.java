package io.pitchpipe.portal.dataset;

/** Somebody has made a newer version in the meantime: nothing was changed, and what was entered can be entered again there. */
public class StaleVersionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int latest;

    /** @param latest the number of the newest version */
    public StaleVersionException(int latest) {
        super("Version " + latest + " has been made in the meantime");
        this.latest = latest;
    }

    public int latest() {
        return latest;
    }
}
