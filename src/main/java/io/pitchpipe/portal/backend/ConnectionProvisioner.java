package io.pitchpipe.portal.backend;

import io.pitchpipe.portal.common.ProjectNumber;
import java.util.Optional;

/** Gives a team without a connection the default one: implemented by the embedded server. */
@FunctionalInterface
public interface ConnectionProvisioner {

    /**
     * Makes a project and a key for a team. May block on the network.
     *
     * @param displayName the team's name
     * @return the key; empty if there is no embedded server, or none yet
     */
    Optional<Credential> provision(ProjectNumber project, String displayName);
}
