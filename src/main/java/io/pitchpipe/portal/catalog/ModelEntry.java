package io.pitchpipe.portal.catalog;

import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;
import java.time.Instant;
import java.util.Optional;

/**
 * A model as a team sees it. A tuning job is a model from its start, as in the API, where it is CREATING by then.
 *
 * @param team whose view of the model this is
 * @param origin whether the team owns it or may only prompt it
 * @param name for people; untrusted text
 * @param resource {@code tunedModels/ID} at the team's backend
 * @param baseModel {@code models/ID}; empty if the backend does not say
 * @param status where it stands
 * @param since when the teaching was started, or when it was first seen among the shared ones
 * @param taughtBy display name of who started the teaching; empty for a shared model
 * @param owner whose it is, of a shared model, if that team is of this instance
 */
public record ModelEntry(
        ModelId id,
        TeamId team,
        Origin origin,
        String name,
        String resource,
        String baseModel,
        Status status,
        Instant since,
        String taughtBy,
        Optional<Owner> owner) {

    /** How the team came to it. */
    public enum Origin {
        OWN,
        SHARED
    }

    /** The states a model can be in. */
    public enum State {
        QUEUED,
        TUNING,
        READY,
        FAILED,
        CANCELLED,
        /** The backend was asked and knows nothing of the job any more. */
        LOST,
        /** It was ready, and its backend has it no longer, or it is no longer shared. */
        GONE
    }

    /**
     * Where a model stands.
     *
     * @param percent of the steps done, 0 to 100
     * @param queuePosition from 1 while queued; 0 when it is not known
     * @param why a short reason of a failure, otherwise empty
     */
    public record Status(State state, int percent, int queuePosition, String why) {

        public static final Status READY = new Status(State.READY, 100, 0, "");

        public static final Status GONE = new Status(State.GONE, 100, 0, "");
    }

    /**
     * The team a shared model belongs to.
     *
     * @param model its id in that team
     */
    public record Owner(TeamId team, String name, ProjectNumber number, ModelId model) {}

    /** Whether it can be prompted now. */
    public boolean ready() {
        return status.state() == State.READY;
    }

    public boolean own() {
        return origin == Origin.OWN;
    }
}
