package io.pitchpipe.portal.backend;

import io.pitchpipe.portal.backend.internal.StoredConnections;
import io.pitchpipe.portal.common.BackgroundDoor;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import org.springframework.stereotype.Component;

/** The teams' connections, for the services and tasks that call backends on a team's behalf. Says nothing to users: {@link ConnectionService} does. */
@BackgroundDoor
@Component
public class Connections {

    private final StoredConnections stored;

    Connections(StoredConnections stored) {
        this.stored = stored;
    }

    /**
     * The team's connection. A team that has none yet is given the embedded server's, which may block on the network.
     *
     * @throws ApiFailure.Unavailable if there is none and the embedded server is not up
     * @throws ApiFailure.Unauthenticated if its key cannot be decrypted
     * @throws NotFoundException if there is no such team
     */
    public Connection of(TeamId team) {
        return stored.current(team);
    }

    /**
     * A connection by its id, also one that its team no longer uses for new jobs.
     *
     * @throws NotFoundException if there is none
     * @throws ApiFailure.Unauthenticated if its key cannot be decrypted
     */
    public Connection byId(ConnectionId id) {
        return stored.byId(id);
    }

    /** Gives the embedded server's connection to teams that have none; at most {@code atMost} of them. */
    public void provisionMissing(int atMost) {
        stored.provisionMissing(atMost);
    }
}
