package io.pitchpipe.portal;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

/**
 * Whether the database answers, in a moment: a statement is run, since a connection believes itself alive after H2 has closed, and it is
 * not waited for longer than a probe waits. In place of Spring Boot's own, hence the bean's name.
 */
@Component("dbHealthContributor")
class DatabaseProbe implements HealthIndicator {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final DataSource database;
    private final Executor threads;
    private final Duration patience;
    private final AtomicReference<@Nullable CompletableFuture<Boolean>> running = new AtomicReference<>();

    @Autowired
    DatabaseProbe(DataSource database) {
        this(database, work -> Thread.ofVirtual().name("database-probe").start(work), PATIENCE);
    }

    DatabaseProbe(DataSource database, Executor threads, Duration patience) {
        this.database = database;
        this.threads = threads;
        this.patience = patience;
    }

    @Override
    public Health health() {
        try {
            look().get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return Health.up().build();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Health.down().build();
        } catch (ExecutionException | TimeoutException failed) {
            return Health.down(failed).build();
        }
    }

    /** One at a time: a probe that finds another waiting waits with it. */
    private CompletableFuture<Boolean> look() {
        var mine = new CompletableFuture<Boolean>();
        var other = running.compareAndExchange(null, mine);
        if (other != null) {
            return other;
        }
        threads.execute(() -> {
            try {
                askTwice();
                running.set(null);
                mine.complete(true);
            } catch (SQLException | RuntimeException failed) {
                running.set(null);
                mine.completeExceptionally(failed);
            }
        });
        return mine;
    }

    /** Where H2 has closed, every connection of the pool is dead: all leave it, and the second one opens the database again. */
    private void askTwice() throws SQLException {
        try {
            ask();
        } catch (SQLException failed) {
            if (!Closed.CODES.contains(failed.getErrorCode()) || !database.isWrapperFor(HikariDataSource.class)) {
                throw failed;
            }
            database.unwrap(HikariDataSource.class).getHikariPoolMXBean().softEvictConnections();
            ask();
        }
    }

    private void ask() throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("select count(*) from instance_setting")) {
            statement.setQueryTimeout(Math.max(1, Math.toIntExact(patience.toSeconds())));
            statement.executeQuery().close();
        }
    }

    /** Named in application.yaml: connections that H2 left dead, as after a full disk, leave the pool, and the next one opens it again. */
    public static final class Closed implements SQLExceptionOverride {

        /** H2's: is already closed; has been closed; is broken; file corrupted or closed underneath. */
        private static final Set<Integer> CODES = Set.of(90007, 90067, 90098, 90121, 90028, 90031);

        @java.lang.Override
        public SQLExceptionOverride.Override adjudicate(SQLException failure) {
            return CODES.contains(failure.getErrorCode())
                    ? SQLExceptionOverride.Override.MUST_EVICT
                    : SQLExceptionOverride.Override.CONTINUE_EVICT;
        }
    }
}
