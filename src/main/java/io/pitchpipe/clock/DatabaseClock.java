package io.pitchpipe.clock;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The database's time: what is compared with times that other processes have stored (leases, expiries, due tasks) comes from here, so
 * that a machine whose clock is off takes nothing from the others. Asking for the time never waits for the database: the difference
 * between the two clocks is measured at the start and again every half minute, or at once when the local clock was set.
 *
 * @see <a href="../../../../../../docs/decisions/0088-the-databases-time.md">decision 0088</a>
 */
public final class DatabaseClock extends Clock {

    private static final Duration EVERY = Duration.ofSeconds(30);
    private static final Duration SET = Duration.ofMillis(500);
    private static final Duration TOLD = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(DatabaseClock.class);

    private final DataSource database;
    private final Clock local;
    private final LongSupplier ticks;
    private final Executor threads;
    private final AtomicBoolean measuring = new AtomicBoolean();
    private volatile Measured measured;

    public DatabaseClock(DataSource database) {
        this(
                database,
                Clock.systemUTC(),
                System::nanoTime,
                work -> Thread.ofVirtual().name("database-clock").start(work));
    }

    /**
     * @param local the clock of this machine, which may be wrong
     * @param ticks nanoseconds that pass evenly, whatever the clock is set to
     * @param threads where the database is asked
     */
    DatabaseClock(DataSource database, Clock local, LongSupplier ticks, Executor threads) {
        this.database = database;
        this.local = local;
        this.ticks = ticks;
        this.threads = threads;
        this.measured = new Measured(Duration.ZERO, local.instant(), ticks.getAsLong());
        measure();
    }

    @Override
    public Instant instant() {
        var last = measured;
        var now = local.instant();
        var passed = Duration.ofNanos(ticks.getAsLong() - last.ticks());
        var set = Duration.between(last.at(), now).minus(passed).abs().compareTo(SET) > 0;
        if ((set || passed.compareTo(EVERY) > 0) && measuring.compareAndSet(false, true)) {
            threads.execute(() -> {
                try {
                    measure();
                } finally {
                    measuring.set(false);
                }
            });
            last = measured;
        }
        return now.plus(last.ahead());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Stored times are in UTC");
    }

    /** Where the database does not answer, the last difference stays. */
    private void measure() {
        var before = measured;
        var difference = before.ahead();
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            statement.setQueryTimeout(5);
            var asked = local.instant();
            try (var row = statement.executeQuery("select current_timestamp")) {
                row.next();
                var theirs = row.getObject(1, OffsetDateTime.class).toInstant();
                var half = Duration.between(asked, local.instant()).dividedBy(2);
                var found = Duration.between(asked.plus(half), theirs);
                // What the way there and back could explain is no difference.
                if (found.minus(difference).abs().compareTo(half.plusMillis(1)) > 0) {
                    difference = found;
                }
            }
        } catch (SQLException unreachable) {
            log.debug("The database's time could not be asked for", unreachable);
        }
        measured = new Measured(difference, local.instant(), ticks.getAsLong());
        if (difference.minus(before.ahead()).abs().compareTo(TOLD) > 0) {
            log.warn(
                    "The clock of this machine differs from the database's by {} s; the database's is used",
                    difference.toSeconds());
        }
    }

    /**
     * @param ahead how far the database's clock is ahead of the local one
     * @param at when that was measured, by the local one
     */
    private record Measured(Duration ahead, Instant at, long ticks) {}
}
