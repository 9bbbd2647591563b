package io.pitchpipe.portal.audit;

import io.pitchpipe.portal.common.BackgroundDoor;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The append-only log of who did what. A deed is recorded in the transaction that does it: neither is there without the other.
 * Not for views: reading is the account module's {@code ActivityService}, which checks the caller's role.
 */
@BackgroundDoor
@Component
public class AuditLog {

    private static final int SUBJECT = 200;
    private static final int DETAIL = 4_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Actor actor;

    /** @param actor who is signed in, as the account module knows it */
    public AuditLog(JdbcClient jdbc, Clock clock, Actor actor) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.actor = actor;
    }

    /** A deed within a team, by the current user. */
    public void record(TeamId team, String action, String subject) {
        write(actor.find(), team, action, subject, null);
    }

    /** A deed within a team, by the current user, with what else one will want to know. Never put secrets or examples there. */
    public void record(TeamId team, String action, String subject, String detail) {
        write(actor.find(), team, action, subject, detail);
    }

    /** A deed within a team by someone who is not signed in yet, such as joining with a new account. */
    public void recordBy(UserId user, TeamId team, String action, String subject, String detail) {
        write(Optional.of(user), team, action, subject, detail);
    }

    /** A deed on the instance as a whole by someone who is not signed in yet: who sets it up. */
    public void recordForInstanceBy(UserId user, String action, String subject) {
        write(Optional.of(user), null, action, subject, null);
    }

    /** A deed on the instance as a whole, by the current user. */
    public void recordForInstance(String action, String subject) {
        write(actor.find(), null, action, subject, null);
    }

    /**
     * Something refused, by way of {@link Refusals}: in a transaction of its own, because the caller's is about to be rolled back.
     *
     * @param detail where it came from; may be empty
     */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    public void recordRefusal(String action, String subject, String detail) {
        write(actor.find(), null, action, subject, detail.isEmpty() ? null : detail);
    }

    private void write(
            Optional<UserId> user, @Nullable TeamId team, String action, String subject, @Nullable String detail) {
        jdbc.sql("""
                        insert into audit_entry (at, team_id, user_id, action, subject, detail)
                        values (:at, :team, :user, :action, :subject, :detail)""")
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("team", team == null ? null : team.value(), Types.OTHER)
                .param("user", user.map(UserId::value).orElse(null), Types.OTHER)
                .param("action", action)
                .param("subject", cut(subject, SUBJECT))
                .param("detail", detail == null ? null : cut(detail, DETAIL), Types.VARCHAR)
                .update();
    }

    /** Keeps whole code points. */
    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        var end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
        return text.substring(0, end);
    }

    /**
     * A page of deeds, newest first.
     *
     * @param team whose deeds; empty for those that belong to no team
     * @param actionPrefix only actions that start so, such as {@code dataset.}; empty for all
     * @param before only entries with a smaller id: the last one of the page before
     * @param limit at most 200 are returned
     */
    public List<AuditEntry> page(Optional<TeamId> team, String actionPrefix, Optional<Long> before, int limit) {
        var query = jdbc.sql("select id, at, user_id, action, subject, detail from audit_entry where "
                        + (team.isPresent() ? "team_id = :team" : "team_id is null")
                        + " and id < :before and action like :prefix escape '!' order by id desc limit :limit")
                .param("before", before.orElse(Long.MAX_VALUE))
                .param("prefix", escape(actionPrefix) + "%")
                .param("limit", Math.clamp(limit, 1, 200));
        return (team.isPresent() ? query.param("team", team.get().value()) : query)
                .query(AuditLog::entry)
                .list();
    }

    private static String escape(String prefix) {
        return prefix.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static AuditEntry entry(ResultSet row, int number) throws SQLException {
        return new AuditEntry(
                row.getLong("id"),
                row.getObject("at", java.time.OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("user_id", UUID.class)).map(UserId::new),
                row.getString("action"),
                row.getString("subject"),
                Optional.ofNullable(row.getString("detail")));
    }
}
