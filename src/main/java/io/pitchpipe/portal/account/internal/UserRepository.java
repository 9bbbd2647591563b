package io.pitchpipe.portal.account.internal;

import io.pitchpipe.portal.account.User;
import io.pitchpipe.portal.common.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Users, their password hashes and session epochs. */
@Repository
public class UserRepository {

    private static final String COLUMNS = "id, email, display_name, admin, enabled, created_at";

    /** What sign-in compares. */
    public record SignInData(UserId id, String email, String passwordHash, int sessionEpoch, boolean enabled) {}

    private final JdbcClient jdbc;

    public UserRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The form in which an address is kept and compared. */
    public static String normal(String email) {
        return email.strip().toLowerCase(Locale.ROOT);
    }

    /** @return false if the address is taken */
    public boolean insert(User user, String passwordHash) {
        return jdbc.sql("""
                        insert into app_user (id, email, display_name, password_hash, admin, enabled, created_at)
                        values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing""")
                        .params(
                                user.id().value(),
                                normal(user.email()),
                                user.name(),
                                passwordHash,
                                user.admin(),
                                user.enabled(),
                                user.createdAt().atOffset(ZoneOffset.UTC))
                        .update()
                > 0;
    }

    public boolean none() {
        return jdbc.sql("select id from app_user limit 1")
                .query(UUID.class)
                .optional()
                .isEmpty();
    }

    public Optional<User> find(UserId id) {
        return jdbc.sql("select " + COLUMNS + " from app_user where id = ?")
                .param(id.value())
                .query(UserRepository::user)
                .optional();
    }

    public Optional<SignInData> signInData(String email) {
        return signInData("email = ?", normal(email));
    }

    public Optional<SignInData> signInData(UserId id) {
        return signInData("id = ?", id.value());
    }

    private Optional<SignInData> signInData(String condition, Object value) {
        return jdbc.sql("select id, email, password_hash, session_epoch, enabled from app_user where " + condition)
                .param(value)
                .query((row, number) -> new SignInData(
                        new UserId(row.getObject("id", UUID.class)),
                        row.getString("email"),
                        row.getString("password_hash"),
                        row.getInt("session_epoch"),
                        row.getBoolean("enabled")))
                .optional();
    }

    public List<User> page(String search, int offset, int limit) {
        return jdbc.sql("select " + COLUMNS + """
                         from app_user where lower(display_name) like :search escape '!' or email like :search escape '!'
                        order by lower(display_name), id limit :limit offset :offset""")
                .param("search", like(search))
                .param("limit", limit)
                .param("offset", offset)
                .query(UserRepository::user)
                .list();
    }

    public int count(String search) {
        return jdbc.sql("""
                        select count(*) from app_user
                        where lower(display_name) like :search escape '!' or email like :search escape '!'""").param("search", like(search)).query(Integer.class).single();
    }

    private static String like(String search) {
        var escaped = normal(search).replace("!", "!!").replace("%", "!%").replace("_", "!_");
        return "%" + escaped + "%";
    }

    void signedIn(UserId id, Instant now) {
        jdbc.sql("update app_user set last_sign_in_at = ? where id = ?")
                .params(now.atOffset(ZoneOffset.UTC), id.value())
                .update();
    }

    /** When these last signed in; those who have not are left out. */
    public Map<UserId, Instant> lastSignIns(Collection<UserId> ids) {
        var found = new HashMap<UserId, Instant>();
        if (!ids.isEmpty()) {
            jdbc.sql("select id, last_sign_in_at from app_user where id in (:ids) and last_sign_in_at is not null")
                    .param("ids", ids.stream().map(UserId::value).toList())
                    .query(row -> {
                        found.put(
                                new UserId(row.getObject("id", UUID.class)),
                                row.getObject("last_sign_in_at", OffsetDateTime.class)
                                        .toInstant());
                    });
        }
        return found;
    }

    public void rename(UserId id, String name) {
        jdbc.sql("update app_user set display_name = ? where id = ?")
                .params(name, id.value())
                .update();
    }

    /** Sets a new password and ends every session; returns the epoch that sessions have from now on. */
    public int setPassword(UserId id, String hash) {
        jdbc.sql("update app_user set password_hash = ?, session_epoch = session_epoch + 1 where id = ?")
                .params(hash, id.value())
                .update();
        return jdbc.sql("select session_epoch from app_user where id = ?")
                .param(id.value())
                .query(Integer.class)
                .single();
    }

    /** Disabling ends every session. */
    public void setEnabled(UserId id, boolean enabled) {
        jdbc.sql("update app_user set enabled = ?, session_epoch = session_epoch + 1 where id = ?")
                .params(enabled, id.value())
                .update();
    }

    public void setAdmin(UserId id, boolean admin) {
        jdbc.sql("update app_user set admin = ? where id = ?")
                .params(admin, id.value())
                .update();
    }

    /** Takes the rows of all administrators for the rest of the transaction, and counts the enabled ones beside {@code user}. */
    public long adminsBeside(UserId user) {
        return jdbc
                .sql("select id from app_user where admin and enabled order by id for update")
                .query(UUID.class)
                .list()
                .stream()
                .filter(id -> !id.equals(user.value()))
                .count();
    }

    private static User user(ResultSet row, int number) throws SQLException {
        return new User(
                new UserId(row.getObject("id", UUID.class)),
                row.getString("email"),
                row.getString("display_name"),
                row.getBoolean("admin"),
                row.getBoolean("enabled"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }
}
