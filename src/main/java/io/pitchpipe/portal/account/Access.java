package io.pitchpipe.portal.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.pitchpipe.portal.audit.Refusals;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.time.Duration;
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
    private final Refusals refusals;

    /** Who was a member when they last asked, for as long as a page takes to learn that it has ended. */
    private final Cache<Held, Boolean> allowed = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofMinutes(2))
            .build();

    private record Held(UserId user, TeamId team) {}

    Access(JdbcClient jdbc, CurrentUser currentUser, Refusals refusals) {
        this.jdbc = jdbc;
        this.currentUser = currentUser;
        this.refusals = refusals;
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
            if (wasAllowed(team)) {
                // A page that is still open asks once more for what it showed until now: no attempt on anything.
                throw new NotFoundException("team");
            }
            refusals.record("access.unknown", currentUser.source(), "team " + team);
            throw new NotFoundException("team");
        }
        currentUser.find().ifPresent(user -> allowed.put(new Held(user, team), true));
        return role.get().includes(needed);
    }

    private boolean wasAllowed(TeamId team) {
        return currentUser
                .find()
                .map(user -> allowed.getIfPresent(new Held(user, team)) != null)
                .orElse(false);
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
