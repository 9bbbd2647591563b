package io.pitchpipe.portal.account;

import io.pitchpipe.portal.account.internal.TeamRepository;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** Teams as their members see them. */
@Service
public class TeamService {

    private final TeamRepository teams;
    private final CurrentUser currentUser;

    TeamService(TeamRepository teams, CurrentUser currentUser) {
        this.teams = teams;
        this.currentUser = currentUser;
    }

    /** The caller's teams, by name. */
    @SignedIn
    public List<Team> mine() {
        return teams.of(currentUser.id()).stream().map(TeamRepository.Own::team).toList();
    }

    @TeamViewer
    public Team get(TeamId team) {
        return teams.find(team).orElseThrow(() -> new NotFoundException("team"));
    }

    /** The team behind a project number, for those who know the number: it is what a team gives away to be shared with. */
    @SignedIn
    public Optional<String> nameOf(ProjectNumber number) {
        return teams.byNumber(number).map(Team::name);
    }

    @TeamViewer
    public List<Member> members(TeamId team) {
        return teams.members(team);
    }
}
