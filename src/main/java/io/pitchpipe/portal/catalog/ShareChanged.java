package io.pitchpipe.portal.catalog;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;

/**
 * A team of this instance may prompt a model of another one, or may no longer; published in the transaction that records it.
 *
 * @param model its id in the team that owns it
 * @param name its name at that time
 * @param owner whose model it is
 * @param reader the other team
 */
public record ShareChanged(Kind kind, ModelId model, String name, TeamId owner, TeamId reader, UserId by) {

    /** What happened to the share. */
    public enum Kind {
        ADDED,
        WITHDRAWN,
        /** The model itself was deleted. */
        DELETED
    }
}
