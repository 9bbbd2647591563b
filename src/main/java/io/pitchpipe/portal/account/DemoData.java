package io.pitchpipe.portal.account;

import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;

/**
 * What a feature adds to a demo, so that one can look around at once; a bean of the feature.
 *
 * @see <a href="../../../../../../../docs/decisions/0086-a-demo-trains-its-models.md">decision 0086</a>
 */
public interface DemoData {

    /** What the parts call the model that the demo tunes. */
    String MODEL = "Number generator";

    /**
     * What there is to add to.
     *
     * @param team the demo's first team
     * @param partner the number of its second team
     */
    record Demo(TeamId team, ProjectNumber partner) {}

    /** Smaller first: one begins when the one before is done. */
    int order();

    /**
     * Adds something, or goes on with it. Called outside any transaction and as an owner of the team, so that secured services may be
     * used, until it says that it is done; after a restart it is called again, so it has to find what it made before.
     *
     * @return whether it is done; false while it waits for something, such as a server that is starting
     */
    boolean add(Demo demo);
}
