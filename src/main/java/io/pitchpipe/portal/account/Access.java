package io.pitchpipe.portal.account;

import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers the questions behind {@link TeamViewer} and its siblings, from the database on every call, so that a revoked role or a
 * disabled user loses access with the next call and not with the next sign-in.
 */
@Component("access")
public class Access {

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;

    Access(JdbcClient jdbc, CurrentUser currentUser) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
    }

    public boolean viewer(TeamId team) {
        return holds(team, Role.VIEWER);
    }

    public boolean editor(TeamId team) {
        return holds(team, Role.EDITOR);
    }

    public boolean owner(TeamId team) {
        return holds(team, Role.OWNER);
    }

    public boolean admin() {
        return currentUser.find().map(user -> flag(user.value(), "admin")).orElse(false);
    }

    public boolean signedIn() {
        return currentUser.find().map(user -> flag(user.value(), "enabled")).orElse(false);
    }

    private boolean holds(TeamId team, Role needed) {
        var role = role(team).orElseThrow(() -> new NotFoundException("team"));
        return role.includes(needed);
    }

    /** The caller's role in {@code team}; empty for strangers and for disabled users. */
    public Optional<Role> role(TeamId team) {
        return currentUser
                .find()
                .flatMap(user -> jdbc.sql("""
                        select m.role from membership m join app_user u on u.id = m.user_id
                        where m.team_id = ? and m.user_id = ? and u.enabled""")
                        .params(team.value(), user.value())
                        .query(String.class)
                        .optional())
                .map(Role::valueOf);
    }

    private boolean flag(UUID user, String column) {
        var sql = column.equals("admin")
                ? "select admin and enabled from app_user where id = ?"
                : "select enabled from app_user where id = ?";
        return jdbc.sql(sql).param(user).query(Boolean.class).optional().orElse(false);
    }
}
