package io.pitchpipe.portal.account;

import io.pitchpipe.portal.account.internal.AccountWriter;
import io.pitchpipe.portal.account.internal.TeamRepository;
import io.pitchpipe.portal.account.internal.UserRepository;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Teams as their members see and change them. A team always has an owner who can sign in. */
@Service
public class TeamService {

    private final TeamRepository teams;
    private final UserRepository users;
    private final AccountWriter writer;
    private final CurrentUser currentUser;
    private final AuditLog audit;
    private final Changes changes;
    private final ApplicationEventPublisher events;

    TeamService(
            TeamRepository teams,
            UserRepository users,
            AccountWriter writer,
            CurrentUser currentUser,
            AuditLog audit,
            Changes changes,
            ApplicationEventPublisher events) {
        this.teams = teams;
        this.users = users;
        this.writer = writer;
        this.currentUser = currentUser;
        this.audit = audit;
        this.changes = changes;
        this.events = events;
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

    /** What the caller is in the team. */
    @TeamViewer
    public Role myRole(TeamId team) {
        return teams.role(team, currentUser.id()).orElseThrow(() -> new NotFoundException("team"));
    }

    /** The team behind a project number, for those who know the number: it is what a team gives away to be shared with. */
    @SignedIn
    public Optional<String> nameOf(ProjectNumber number) {
        return teams.byNumber(number).map(Team::name);
    }

    /**
     * Members by name.
     *
     * @param offset how many to skip
     * @param limit 200 at most
     */
    @TeamViewer
    public List<Member> members(TeamId team, int offset, int limit) {
        return teams.members(team, Math.max(0, offset), Math.clamp(limit, 1, 200));
    }

    @TeamViewer
    public int memberCount(TeamId team) {
        return teams.memberCount(team);
    }

    /**
     * Makes a further team, owned by the caller.
     *
     * @param number as typed; empty for a generated one
     * @throws FieldsRefused if the name or number is not as it should be, or the number is taken
     */
    @InstanceAdmin
    @Transactional
    public Team create(String name, Optional<String> number) {
        var team = writer.newTeam(name, number, currentUser.id());
        audit.record(team.id(), "team.created", team.name(), "project " + team.number());
        changes.bump(topic(currentUser.id()));
        return team;
    }

    /** @throws FieldsRefused if the name is empty or too long */
    @TeamOwner
    @Transactional
    public void rename(TeamId team, String name) {
        var tidy = FieldsRefused.only(AccountField.TEAM, () -> AccountWriter.teamName(name));
        teams.rename(team, tidy);
        audit.record(team, "team.renamed", tidy);
        changes.bump(topic(team));
    }

    /**
     * Changes what a member may do; it holds from their next call on.
     *
     * @throws Refused if the team would be without an owner
     * @throws NotFoundException if the user is no member
     */
    @TeamOwner
    @Transactional
    public void changeRole(TeamId team, UserId user, Role role) {
        var before = requireMember(team, user);
        if (before == Role.OWNER && role != Role.OWNER) {
            requireAnotherOwner(team, user);
        }
        teams.setRole(team, user, role);
        audit.record(team, "member.roleChanged", nameOf(user), word(before) + " to " + word(role));
        events.publishEvent(new AccessChanged.InTeam(user, currentUser.id(), named(team), role));
        changes.bump(topic(team));
        changes.bump(topic(user));
    }

    /**
     * Takes a member out of the team; their open pages of the team close.
     *
     * @throws Refused if the team would be without an owner
     * @throws NotFoundException if the user is no member
     */
    @TeamOwner
    @Transactional
    public void remove(TeamId team, UserId user) {
        takeOut(team, user, "member.removed");
    }

    /** @throws Refused if the caller is the last owner */
    @TeamViewer
    @Transactional
    public void leave(TeamId team) {
        takeOut(team, currentUser.id(), "member.left");
    }

    private void takeOut(TeamId team, UserId user, String action) {
        if (requireMember(team, user) == Role.OWNER) {
            requireAnotherOwner(team, user);
        }
        teams.leave(team, user);
        audit.record(team, action, nameOf(user));
        events.publishEvent(new AccessChanged.Removed(user, currentUser.id(), named(team)));
        changes.bump(topic(team));
        changes.bump(topic(user));
    }

    private Role requireMember(TeamId team, UserId user) {
        // The lock comes first: what is read after it is what another owner's transaction has left.
        teams.lock(team);
        return teams.role(team, user).orElseThrow(() -> new NotFoundException("member"));
    }

    private void requireAnotherOwner(TeamId team, UserId user) {
        if (teams.ownersBeside(team, user) == 0) {
            throw new Refused("account.team.lastOwner");
        }
    }

    private AccessChanged.Team named(TeamId team) {
        return new AccessChanged.Team(team, teams.find(team).map(Team::name).orElse(""));
    }

    private String nameOf(UserId user) {
        return users.find(user).map(User::name).orElse(user.toString());
    }

    private static String topic(TeamId team) {
        return "team:" + team + ":members";
    }

    private static String topic(UserId user) {
        return "user:" + user;
    }

    private static String word(Role role) {
        return role.name().toLowerCase(Locale.ROOT);
    }
}
