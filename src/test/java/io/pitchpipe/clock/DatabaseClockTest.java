package io.pitchpipe.clock;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.testhelper.ManualScheduler;
import com.github.kagkarlsson.scheduler.testhelper.SettableClock;
import com.github.kagkarlsson.scheduler.testhelper.TestHelper;
import io.pitchpipe.testing.Databases;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Machines whose clocks are off by an hour, on one database. */
class DatabaseClockTest {

    private static final Duration HOUR = Duration.ofHours(1);
    /** Generous, and far from an hour: how long a statement may take on a busy machine. */
    private static final Duration NEAR = Duration.ofMinutes(2);

    private final Queue<Runnable> asked = new ArrayDeque<>();
    private final AtomicLong ticks = new AtomicLong();

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    private DatabaseClock on(DataSource database, Duration off) {
        return new DatabaseClock(database, Clock.offset(Clock.systemUTC(), off), System::nanoTime, asked::add);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_machine_an_hour_ahead_and_one_an_hour_behind_have_the_database_s_time(DataSource database) {
        assertThat(Duration.between(Instant.now(), on(database, HOUR).instant()).abs())
                .isLessThan(NEAR);
        assertThat(Duration.between(Instant.now(), on(database, HOUR.negated()).instant())
                        .abs())
                .isLessThan(NEAR);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void a_node_an_hour_ahead_neither_takes_what_is_due_later_nor_what_another_one_runs(DataSource database) {
        var ran = new ArrayList<String>();
        var task =
                Tasks.oneTime("work").onDeadExecutionRevive().execute((instance, context) -> ran.add(instance.getId()));
        var right = scheduler(database, on(database, Duration.ZERO), task);
        right.schedule(task.instance("later"), Instant.now().plus(Duration.ofMinutes(30)));
        right.schedule(task.instance("running"), Instant.now().minusSeconds(1));
        heartbeat(database, "running", Instant.now());

        var ahead = scheduler(database, on(database, HOUR), task);
        ahead.runDeadExecutionDetection();
        ahead.runAnyDueExecutions();

        assertThat(ran).isEmpty();
    }

    /** What the test before guards against: without the database's time both are taken. */
    @Test
    void by_its_own_clock_it_would_take_both() {
        var database = Databases.h2("db/portal");
        var ran = new ArrayList<String>();
        var task =
                Tasks.oneTime("work").onDeadExecutionRevive().execute((instance, context) -> ran.add(instance.getId()));
        var ahead = scheduler(database, Clock.offset(Clock.systemUTC(), HOUR), task);
        ahead.schedule(task.instance("later"), Instant.now().plus(Duration.ofMinutes(30)));
        ahead.schedule(task.instance("running"), Instant.now().minusSeconds(1));
        heartbeat(database, "running", Instant.now());

        ahead.runDeadExecutionDetection();
        ahead.runAnyDueExecutions();

        assertThat(ran).containsExactlyInAnyOrder("later", "running");
    }

    @Test
    void a_clock_that_is_set_while_the_program_runs_is_measured_again() {
        var machine = new AtomicReference<>(Instant.now());
        var clock = new DatabaseClock(Databases.h2("db/portal"), from(machine), ticks::get, asked::add);

        machine.set(machine.get().plus(HOUR));
        clock.instant();
        assertThat(asked).hasSize(1);
        asked.remove().run();

        assertThat(Duration.between(Instant.now(), clock.instant()).abs()).isLessThan(NEAR);
    }

    @Test
    void time_goes_on_while_the_database_is_away() {
        var database = new Switched(Databases.h2("db/portal"));
        var machine = new AtomicReference<>(Instant.now().plus(HOUR));
        var clock = new DatabaseClock(database.source(), from(machine), ticks::get, asked::add);
        var before = clock.instant();

        database.away();
        machine.set(machine.get().plus(Duration.ofMinutes(10)));
        ticks.addAndGet(Duration.ofMinutes(10).toNanos());
        var after = clock.instant();
        List.copyOf(asked).forEach(Runnable::run);

        assertThat(Duration.between(before, after)).isEqualTo(Duration.ofMinutes(10));
        assertThat(clock.instant()).isEqualTo(after);
    }

    private static ManualScheduler scheduler(DataSource database, Clock clock, OneTimeTask<Void> task) {
        var time = new SettableClock();
        time.set(clock.instant());
        return TestHelper.createManualScheduler(database, task).clock(time).build();
    }

    /** As another node leaves it that runs it. */
    private static void heartbeat(DataSource database, String instance, Instant at) {
        var changed = org.springframework.jdbc.core.simple.JdbcClient.create(database)
                .sql(
                        "update scheduled_tasks set picked = true, picked_by = 'other', last_heartbeat = ? where task_instance = ?")
                .params(at.atOffset(ZoneOffset.UTC), instance)
                .update();
        assertThat(changed).isOne();
    }

    private static Clock from(AtomicReference<Instant> machine) {
        return new Clock() {
            @Override
            public Instant instant() {
                return machine.get();
            }

            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }
        };
    }

    /** A database that can be taken away. */
    private static final class Switched extends org.springframework.jdbc.datasource.DelegatingDataSource {

        private boolean away;

        Switched(DataSource database) {
            super(database);
        }

        DataSource source() {
            return this;
        }

        void away() {
            away = true;
        }

        @Override
        public java.sql.Connection getConnection() throws java.sql.SQLException {
            if (away) {
                throw new java.sql.SQLException("away");
            }
            return super.getConnection();
        }
    }
}
