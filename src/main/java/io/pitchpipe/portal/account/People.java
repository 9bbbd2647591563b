package io.pitchpipe.portal.account;

import io.pitchpipe.portal.account.internal.TeamRepository;
import io.pitchpipe.portal.account.internal.UserRepository;
import io.pitchpipe.portal.common.BackgroundDoor;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.util.List;
import org.springframework.stereotype.Component;

/** Looks people up for background work, without asking who is calling: views use {@link TeamService}. */
@BackgroundDoor
@Component
public class People {

    private final UserRepository users;
    private final TeamRepository teams;

    People(UserRepository users, TeamRepository teams) {
        this.users = users;
        this.teams = teams;
    }

    /** The display name; empty for an unknown user. */
    public String name(UserId user) {
        return users.find(user).map(User::name).orElse("");
    }

    /** Whether the account exists and may sign in. */
    public boolean active(UserId user) {
        return users.find(user).filter(User::enabled).isPresent();
    }

    /** The members of a team who may sign in. */
    public List<UserId> members(TeamId team) {
        return teams.members(team, 0, Integer.MAX_VALUE).stream()
                .filter(Member::enabled)
                .map(Member::user)
                .toList();
    }
}
