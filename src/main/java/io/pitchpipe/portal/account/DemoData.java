package io.pitchpipe.portal.account;

import io.pitchpipe.portal.common.TeamId;

/** What a feature adds to a demo, so that one can look around at once; a bean of the feature. */
public interface DemoData {

    /** Smaller first. */
    int order();

    /**
     * Adds something to the demo's first team. Called once, on the first start of a demo, outside any transaction and as an owner
     * of the team, so that secured services may be used.
     */
    void fill(TeamId team);
}
