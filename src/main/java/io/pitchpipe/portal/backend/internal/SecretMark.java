package io.pitchpipe.portal.backend.internal;

import io.pitchpipe.portal.backend.ConnectionId;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.sql.init.dependency.DependsOnDatabaseInitialization;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows which secret key the database belongs to. Without it, a portal that starts on a database whose key is elsewhere would make another
 * one and fail every job for good.
 *
 * @see <a href="../../../../../../../../docs/decisions/0068-the-secret-and-its-database.md">decision 0068</a>
 */
@Component
@DependsOnDatabaseInitialization
class SecretMark {

    private static final Logger log = LoggerFactory.getLogger(SecretMark.class);

    private final JdbcClient jdbc;
    private final boolean acceptsNew;

    @Autowired
    SecretMark(JdbcClient jdbc, @Value("${pitchpipe.accept-new-secret:false}") boolean acceptsNew) {
        this.jdbc = jdbc;
        this.acceptsNew = acceptsNew;
    }

    /** @throws ForeignSecretException if no key is there and the database had one: a new one is not to be made then */
    void requireNone() {
        if (!acceptsNew && hasSealed()) {
            throw new ForeignSecretException(
                    "The secret key is missing, and the database holds keys of backends that were sealed under it.");
        }
    }

    /** @throws ForeignSecretException if the database belongs to another key */
    void require(SecretBox key) {
        var known =
                jdbc.sql("select mark from secret_check").query(String.class).optional();
        if (known.isPresent() && known.get().equals(key.mark())) {
            return;
        }
        if (acceptsNew) {
            jdbc.sql("delete from secret_check").update();
            log.warn("Another secret key is in use from now on; teams have to enter the keys of their backends again");
        } else if (known.isPresent() || hasSealed() && !opensOne(key)) {
            throw new ForeignSecretException("The database was sealed under another secret key than this portal's.");
        }
        jdbc.sql("insert into secret_check (id, mark) values (1, ?) on conflict do nothing")
                .param(key.mark())
                .update();
        // Where two portals start at once on a new database, one of them was first.
        var first =
                jdbc.sql("select mark from secret_check").query(String.class).single();
        if (!first.equals(key.mark())) {
            throw new ForeignSecretException(
                    "Another portal has started on this database just now, under another secret key.");
        }
    }

    private boolean hasSealed() {
        return jdbc.sql(
                                "select count(*) from (select 1 from secret_check union all select 1 from backend_connection) sealed")
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** A database from before the mark was kept. */
    private boolean opensOne(SecretBox key) {
        return jdbc.sql("select id, api_key from backend_connection")
                .query((row, number) -> key.open(
                                new ConnectionId(row.getObject("id", UUID.class)), row.getBytes("api_key"))
                        .isPresent())
                .list()
                .contains(true);
    }
}
