package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.Invitation;
import io.pitchpipe.portal.account.Role;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Invitations, by the digest of their token. */
@Repository
public class InvitationRepository {

    /** An invitation that may still be used, with its team. */
    public record Open(Invitation invitation, TeamId team, String teamName) {}

    /** Open means: not used, not expired, and whoever made it is still an owner there. */
    private static final String OPEN = """
            select i.id, i.team_id, i.role, i.email, i.expires_at, u.display_name, t.name as team_name
            from invitation i join team t on t.id = i.team_id
            join app_user u on u.id = i.invited_by and u.enabled
            join membership m on m.team_id = i.team_id and m.user_id = i.invited_by and m.role = 'OWNER'
            where i.accepted_at is null and i.expires_at > ?
            """;

    private final JdbcClient jdbc;

    public InvitationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Invitation invitation, TeamId team, UserId invitedBy, String tokenDigest, Instant now) {
        jdbc.sql("""
                        insert into invitation (id, team_id, token_hash, role, email, invited_by, created_at, expires_at)
                        values (:id, :team, :token, :role, :email, :by, :now, :expires)""")
                .param("id", invitation.id())
                .param("team", team.value())
                .param("token", tokenDigest)
                .param("role", invitation.role().name())
                .param("email", invitation.email().orElse(null), Types.VARCHAR)
                .param("by", invitedBy.value())
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("expires", invitation.expiresAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    public Optional<Open> open(String tokenDigest, Instant now) {
        return jdbc.sql(OPEN + " and i.token_hash = ?")
                .params(now.atOffset(ZoneOffset.UTC), tokenDigest)
                .query(InvitationRepository::open)
                .optional();
    }

    /** The newest first, 100 at most. */
    public List<Invitation> open(TeamId team, Instant now) {
        return jdbc
                .sql(OPEN + " and i.team_id = ? order by i.created_at desc, i.id limit 100")
                .params(now.atOffset(ZoneOffset.UTC), team.value())
                .query(InvitationRepository::open)
                .list()
                .stream()
                .map(Open::invitation)
                .toList();
    }

    public int countOpen(TeamId team, Instant now) {
        return jdbc.sql("select count(*) from invitation where team_id = ? and accepted_at is null and expires_at > ?")
                .params(team.value(), now.atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single();
    }

    /** Uses the invitation up: of two callers, one is told true. */
    public boolean take(UUID id, UserId by, Instant now) {
        return jdbc.sql("update invitation set accepted_by = ?, accepted_at = ? where id = ? and accepted_at is null")
                        .params(by.value(), now.atOffset(ZoneOffset.UTC), id)
                        .update()
                > 0;
    }

    /** Removes an unused invitation of {@code team}. */
    public boolean delete(TeamId team, UUID id) {
        return jdbc.sql("delete from invitation where team_id = ? and id = ? and accepted_at is null")
                        .params(team.value(), id)
                        .update()
                > 0;
    }

    private static Open open(ResultSet row, int number) throws SQLException {
        var invitation = new Invitation(
                row.getObject("id", UUID.class),
                Role.valueOf(row.getString("role")),
                Optional.ofNullable(row.getString("email")),
                row.getString("display_name"),
                row.getObject("expires_at", OffsetDateTime.class).toInstant());
        return new Open(invitation, new TeamId(row.getObject("team_id", UUID.class)), row.getString("team_name"));
    }
}
