package io.pitchpipe.portal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.datasource.AbstractDataSource;

class DatabaseProbeTest {

    private static HikariDataSource pool(Path folder) {
        var config = new HikariConfig();
        config.setJdbcUrl(
                "jdbc:h2:file:" + folder.resolve("probe") + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;WRITE_DELAY=0");
        config.setConnectionTestQuery("select 1");
        config.setExceptionOverrideClassName(DatabaseProbe.Closed.class.getName());
        config.setMaximumPoolSize(4);
        return new HikariDataSource(config);
    }

    @Test
    void a_database_that_closed_itself_is_opened_again_by_the_next_one_who_asks(@TempDir Path folder) throws Exception {
        try (var pool = pool(folder)) {
            try (var first = pool.getConnection()) {
                first.createStatement().execute("create table instance_setting (name varchar)");
            }
            var probe = new DatabaseProbe(pool);
            assertThat(probe.health().getStatus()).isEqualTo(Status.UP);
            try (var connection = pool.getConnection()) {
                // What H2 does by itself when it cannot write.
                connection.createStatement().execute("shutdown immediately");
                assertThatThrownBy(() -> connection.createStatement().execute("select * from instance_setting"))
                        .isInstanceOf(SQLException.class);
            }
            assertThat(probe.health().getStatus()).isEqualTo(Status.UP);
        }
    }

    @Test
    void what_h2_says_of_a_closed_database_takes_the_connection_out_of_the_pool() {
        var closed = new DatabaseProbe.Closed();
        assertThat(closed.adjudicate(new SQLException("closed", "90098", 90098)))
                .isEqualTo(SQLExceptionOverride.Override.MUST_EVICT);
        assertThat(closed.adjudicate(new SQLException("duplicate", "23505", 23505)))
                .isEqualTo(SQLExceptionOverride.Override.CONTINUE_EVICT);
    }

    @Test
    void a_database_that_does_not_answer_is_down_without_waiting_for_it() throws Exception {
        var answer = new CountDownLatch(1);
        var silent = new AbstractDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                try {
                    answer.await();
                } catch (InterruptedException stopping) {
                    Thread.currentThread().interrupt();
                }
                throw new SQLException("gone");
            }

            @Override
            public Connection getConnection(String user, String password) throws SQLException {
                return getConnection();
            }
        };
        var probe = new DatabaseProbe(silent, Runnable::run, Duration.ofMillis(1));
        var background = new DatabaseProbe(silent, work -> Thread.ofVirtual().start(work), Duration.ofMillis(1));
        assertThat(background.health().getStatus()).isEqualTo(Status.DOWN);
        answer.countDown();
        assertThat(probe.health().getStatus()).isEqualTo(Status.DOWN);
    }
}
