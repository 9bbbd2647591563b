package io.pitchpipe.portal.catalog;

import io.pitchpipe.portal.account.SignedIn;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.account.TeamService;
import io.pitchpipe.portal.catalog.internal.SameModels;
import io.pitchpipe.portal.common.TeamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * Where a link to a model leads. Each team knows a shared model by an id of its own, and a link carries the id of whoever sent it:
 * it leads everyone to the model through a team of theirs, if there is one.
 */
@Service
public class ModelLinks {

    private final SameModels same;
    private final TeamService teams;

    ModelLinks(SameModels same, TeamService teams) {
        this.same = same;
        this.teams = teams;
    }

    /**
     * Where somebody finds a model.
     *
     * @param team one of theirs
     * @param model its id in this team
     * @param own whether this team owns it
     */
    public record Place(TeamId team, ModelId model, boolean own) {}

    /**
     * Where the caller finds the model that a link names by any team's id of it: through the current team if that has it, else through
     * another one of theirs, before all through one that may use it now. Empty if it is in none of their teams, and if there is no such
     * model: it is the same to them.
     */
    @SignedIn
    public Optional<Place> find(TeamId current, ModelId id) {
        var mine = new ArrayList<>(teams.mine().stream().map(Team::id).toList());
        // The current team stands first: nobody is taken to another one without need.
        if (mine.remove(current)) {
            mine.addFirst(current);
        }
        return same.places(id, List.copyOf(mine)).stream().findFirst();
    }
}
