package io.pitchpipe.portal.account;

import io.pitchpipe.portal.account.internal.TeamRepository;
import io.pitchpipe.portal.common.BackgroundDoor;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks teams up for background work, without asking who is calling: views use {@link TeamService}. */
@BackgroundDoor
@Component
public class TeamDirectory {

    private final TeamRepository teams;

    TeamDirectory(TeamRepository teams) {
        this.teams = teams;
    }

    public Optional<Team> find(TeamId id) {
        return teams.find(id);
    }

    public Optional<Team> byNumber(ProjectNumber number) {
        return teams.byNumber(number);
    }

    /** Every team of the instance, for work that must reach each of them; a few thousand at most. */
    public List<Team> all() {
        return teams.all();
    }
}
