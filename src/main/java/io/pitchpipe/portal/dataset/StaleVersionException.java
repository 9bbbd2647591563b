package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.Refused;

/** Somebody has made a newer version in the meantime: nothing was changed, and what was entered can be entered again there. */
public class StaleVersionException extends Refused {

    private static final long serialVersionUID = 1L;

    private final int latest;

    /**
     * @param latest the number of the newest version
     * @param by the name of who made it
     */
    public StaleVersionException(int latest, String by) {
        super("dataset.stale", latest, by);
        this.latest = latest;
    }

    public int latest() {
        return latest;
    }
}
