package io.pitchpipe.testing;

import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.account.User;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;

/** A team made for a test, and its owner. */
public record NewTeam(Team team, User owner) {

    public TeamId id() {
        return team.id();
    }

    public ProjectNumber number() {
        return team.number();
    }
}
