package io.pitchpipe.portal.notification.internal;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.notification.Notification;
import io.pitchpipe.portal.notification.NotificationKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Notifications. What a team is needed for is read by its members only: each statement that reads asks who is one now. */
@Repository
public class NotificationRepository {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<List<String>> WORDS = new TypeReference<>() {};

    private static final String SELECT =
            "select n.id, n.kind, n.team_id, n.subject, n.arguments, n.created_at, n.read_at from notification n ";

    /** The user's own, but for those of a team they are not in. */
    private static final String MINE = """
            where n.user_id = :user and (n.team_id is null or exists
              (select 1 from membership m where m.team_id = n.team_id and m.user_id = n.user_id)) """;

    private final JdbcClient jdbc;

    NotificationRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @return false if the user was told of this cause before */
    boolean insert(UserId user, News news, Instant now) {
        return jdbc.sql("""
                        insert into notification (user_id, team_id, kind, subject, cause, arguments, created_at)
                        values (:user, :team, :kind, :subject, :cause, :arguments, :now) on conflict do nothing""")
                        .param("user", user.value())
                        .param("team", news.team().map(TeamId::value).orElse(null), Types.OTHER)
                        .param("kind", news.kind().name())
                        .param("subject", news.subject().orElse(null), Types.OTHER)
                        .param("cause", news.cause())
                        .param("arguments", JSON.writeValueAsString(news.arguments()))
                        .param("now", now.atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    public List<Notification> page(UserId user, boolean unreadOnly, long before, int limit) {
        return jdbc.sql(SELECT + MINE + "and n.id < :before" + (unreadOnly ? " and n.read_at is null" : "")
                        + " order by n.id desc limit :limit")
                .param("user", user.value())
                .param("before", before)
                .param("limit", limit)
                .query(NotificationRepository::notification)
                .list();
    }

    public List<Notification> after(UserId user, long id, int limit) {
        return jdbc.sql(SELECT + MINE + "and n.id > :id order by n.id desc limit :limit")
                .param("user", user.value())
                .param("id", id)
                .param("limit", limit)
                .query(NotificationRepository::notification)
                .list();
    }

    public Optional<Notification> find(UserId user, long id) {
        return jdbc.sql(SELECT + MINE + "and n.id = :id")
                .param("user", user.value())
                .param("id", id)
                .query(NotificationRepository::notification)
                .optional();
    }

    public int unread(UserId user) {
        return jdbc.sql("select count(*) from notification n " + MINE + "and n.read_at is null")
                .param("user", user.value())
                .query(Integer.class)
                .single();
    }

    /** @param readAt null: unread */
    public boolean mark(UserId user, long id, @Nullable Instant readAt) {
        return jdbc.sql("update notification set read_at = :at where user_id = :user and id = :id")
                        .param(
                                "at",
                                readAt == null ? null : readAt.atOffset(ZoneOffset.UTC),
                                Types.TIMESTAMP_WITH_TIMEZONE)
                        .param("user", user.value())
                        .param("id", id)
                        .update()
                > 0;
    }

    public int markAllRead(UserId user, Instant now) {
        return jdbc.sql("update notification set read_at = :at where user_id = :user and read_at is null")
                .param("at", now.atOffset(ZoneOffset.UTC))
                .param("user", user.value())
                .update();
    }

    public boolean delete(UserId user, long id) {
        return jdbc.sql("delete from notification where user_id = :user and id = :id")
                        .param("user", user.value())
                        .param("id", id)
                        .update()
                > 0;
    }

    void deleteAll(UserId user) {
        jdbc.sql("delete from notification where user_id = :user")
                .param("user", user.value())
                .update();
    }

    void deleteAll(UserId user, TeamId team) {
        jdbc.sql("delete from notification where user_id = :user and team_id = :team")
                .param("user", user.value())
                .param("team", team.value())
                .update();
    }

    /** Deletes what is older, and of each person what is beyond so many. */
    int sweep(Instant olderThan, int keptOfEach) {
        var old = jdbc.sql("delete from notification where created_at < :time")
                .param("time", olderThan.atOffset(ZoneOffset.UTC))
                .update();
        var crowded = jdbc.sql("select user_id from notification group by user_id having count(*) > :kept")
                .param("kept", keptOfEach)
                .query(UUID.class)
                .list();
        var beyond = 0;
        for (var user : crowded) {
            beyond +=
                    jdbc.sql("""
                            delete from notification where user_id = :user and id <=
                              (select id from notification where user_id = :user order by id desc offset :kept rows fetch next 1 rows only)""").param("user", user).param("kept", keptOfEach).update();
        }
        return old + beyond;
    }

    private static Notification notification(ResultSet row, int number) throws SQLException {
        return new Notification(
                row.getLong("id"),
                NotificationKind.valueOf(row.getString("kind")),
                Optional.ofNullable(row.getObject("team_id", UUID.class)).map(TeamId::new),
                Optional.ofNullable(row.getObject("subject", UUID.class)),
                JSON.readValue(row.getString("arguments"), WORDS),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("read_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }
}
