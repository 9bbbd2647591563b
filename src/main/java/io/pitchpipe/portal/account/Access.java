package io.pitchpipe.portal.account;

import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Answers the questions behind {@link TeamViewer} and its siblings, from the database on every call, so that a revoked role, a
 * disabled user or an ended session loses access with the next call and not with the next sign-in.
 *
 * @see <a href="../../../../../../../docs/decisions/0021-authorisation-on-services.md">decision 0021</a>
 */
@Component("access")
public class Access {

    private final JdbcClient jdbc;
    private final CurrentUser currentUser;
    private final AuditLog audit;

    Access(JdbcClient jdbc, CurrentUser currentUser, AuditLog audit) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
        this.audit = audit;
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
        return signedIn(
                "select count(*) from app_user where id = ? and enabled and admin and (session_epoch = ? or ?)");
    }

    public boolean signedIn() {
        return signedIn("select count(*) from app_user where id = ? and enabled and (session_epoch = ? or ?)");
    }

    private boolean signedIn(String sql) {
        return currentUser
                .principal()
                .map(caller -> jdbc.sql(sql)
                                .param(caller.userId().value())
                                .param(caller.sessionEpoch().orElse(0))
                                .param(caller.sessionEpoch().isEmpty())
                                .query(Integer.class)
                                .single()
                        > 0)
                .orElse(false);
    }

    private boolean holds(TeamId team, Role needed) {
        var role = role(team);
        if (role.isEmpty()) {
            audit.recordDenial(null, "access.unknown", "team " + team);
            throw new NotFoundException("team");
        }
        return role.get().includes(needed);
    }

    /** The caller's role in {@code team}; empty for strangers, disabled users and ended sessions. */
    public Optional<Role> role(TeamId team) {
        return currentUser
                .principal()
                .flatMap(caller -> jdbc.sql("""
                        select m.role from membership m join app_user u on u.id = m.user_id
                        where m.team_id = ? and m.user_id = ? and u.enabled and (u.session_epoch = ? or ?)""")
                        .param(team.value())
                        .param(caller.userId().value())
                        .param(caller.sessionEpoch().orElse(0))
                        .param(caller.sessionEpoch().isEmpty())
                        .query(String.class)
                        .optional())
                .map(Role::valueOf);
    }
}
