package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.Member;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Teams and who belongs to them. */
@Repository
public class TeamRepository {

    /** A team together with what the asking user is in it. */
    public record Own(Team team, Role role) {}

    private final JdbcClient jdbc;

    public TeamRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Team team, Instant now) {
        jdbc.sql("insert into team (id, name, project_number, created_at) values (?, ?, ?, ?)")
                .params(team.id().value(), team.name(), team.number().value(), now.atOffset(ZoneOffset.UTC))
                .update();
    }

    public void rename(TeamId team, String name) {
        jdbc.sql("update team set name = ? where id = ?")
                .params(name, team.value())
                .update();
    }

    public Optional<Team> find(TeamId id) {
        return jdbc.sql("select id, name, project_number from team where id = ?")
                .param(id.value())
                .query(TeamRepository::team)
                .optional();
    }

    public Optional<Team> byNumber(ProjectNumber number) {
        return jdbc.sql("select id, name, project_number from team where project_number = ?")
                .param(number.value())
                .query(TeamRepository::team)
                .optional();
    }

    public List<Team> all() {
        return jdbc.sql("select id, name, project_number from team order by lower(name), id")
                .query(TeamRepository::team)
                .list();
    }

    public List<Team> page(int offset, int limit) {
        return jdbc.sql("select id, name, project_number from team order by lower(name), id limit ? offset ?")
                .params(limit, offset)
                .query(TeamRepository::team)
                .list();
    }

    public int count() {
        return jdbc.sql("select count(*) from team").query(Integer.class).single();
    }

    public List<Own> of(UserId user) {
        return jdbc.sql("""
                        select t.id, t.name, t.project_number, m.role from team t join membership m on m.team_id = t.id
                        where m.user_id = ? order by lower(t.name), t.id""")
                .param(user.value())
                .query((row, number) -> new Own(team(row, number), Role.valueOf(row.getString("role"))))
                .list();
    }

    /** The names of the teams of these users, by name; those who are in none are left out. */
    public Map<UserId, List<String>> namesOf(Collection<UserId> users) {
        var found = new HashMap<UserId, List<String>>();
        if (!users.isEmpty()) {
            jdbc.sql("""
                            select m.user_id, t.name from membership m join team t on t.id = m.team_id
                            where m.user_id in (:users) order by lower(t.name), t.id""")
                    .param("users", users.stream().map(UserId::value).toList())
                    .query(row -> {
                        found.computeIfAbsent(
                                        new UserId(row.getObject("user_id", UUID.class)), user -> new ArrayList<>())
                                .add(row.getString("name"));
                    });
        }
        return found;
    }

    public int memberCount(TeamId team) {
        return jdbc.sql("select count(*) from membership where team_id = ?")
                .param(team.value())
                .query(Integer.class)
                .single();
    }

    public List<Member> members(TeamId team, int offset, int limit) {
        return jdbc.sql("""
                        select u.id, u.display_name, u.email, u.enabled, m.role, m.since
                        from membership m join app_user u on u.id = m.user_id
                        where m.team_id = ? order by lower(u.display_name), u.id limit ? offset ?""")
                .params(team.value(), limit, offset)
                .query((row, number) -> new Member(
                        new UserId(row.getObject("id", UUID.class)),
                        row.getString("display_name"),
                        row.getString("email"),
                        row.getBoolean("enabled"),
                        Role.valueOf(row.getString("role")),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list();
    }

    public Optional<Role> role(TeamId team, UserId user) {
        return jdbc.sql("select role from membership where team_id = ? and user_id = ?")
                .params(team.value(), user.value())
                .query(String.class)
                .optional()
                .map(Role::valueOf);
    }

    /** Nothing happens where the user already belongs to the team. */
    public boolean join(TeamId team, UserId user, Role role, Instant now) {
        return jdbc.sql(
                                "insert into membership (team_id, user_id, role, since) values (?, ?, ?, ?) on conflict do nothing")
                        .params(team.value(), user.value(), role.name(), now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    public void setRole(TeamId team, UserId user, Role role) {
        jdbc.sql("update membership set role = ? where team_id = ? and user_id = ?")
                .params(role.name(), team.value(), user.value())
                .update();
    }

    public void leave(TeamId team, UserId user) {
        jdbc.sql("delete from membership where team_id = ? and user_id = ?")
                .params(team.value(), user.value())
                .update();
    }

    /** Takes the team's row for the rest of the transaction, so that two owners cannot step down at once. */
    public void lock(TeamId team) {
        jdbc.sql("select id from team where id = ? for update")
                .param(team.value())
                .query(UUID.class)
                .optional();
    }

    /** How many enabled owners the team has without {@code user}. */
    public int ownersBeside(TeamId team, UserId user) {
        return jdbc.sql("""
                        select count(*) from membership m join app_user u on u.id = m.user_id
                        where m.team_id = ? and m.user_id <> ? and m.role = 'OWNER' and u.enabled""")
                .params(team.value(), user.value())
                .query(Integer.class)
                .single();
    }

    private static Team team(ResultSet row, int number) throws SQLException {
        return new Team(
                new TeamId(row.getObject("id", UUID.class)),
                row.getString("name"),
                new ProjectNumber(row.getLong("project_number")));
    }
}
