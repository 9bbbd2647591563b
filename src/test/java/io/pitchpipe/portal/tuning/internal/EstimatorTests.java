package io.pitchpipe.portal.tuning.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.Preset;
import io.pitchpipe.testing.Databases;
import io.pitchpipe.testing.TestRows;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class EstimatorTests {

    static Stream<Named<DataSource>> databases() {
        return Databases.migrated("db/portal");
    }

    private static ConnectionId connection(JdbcClient jdbc, TeamId team) {
        return jdbc.sql("select id from backend_connection where team_id = ?")
                .param(team.value())
                .query((row, number) -> new ConnectionId(row.getObject("id", UUID.class)))
                .single();
    }

    /** A job of 15 rows that took a second for each of its 20 steps. */
    private static void ended(JdbcClient jdbc, JobId job) {
        jdbc.sql(
                        "update tuning_job set state = 'ACTIVE', completed_steps = 20, finished_at = ?, base_model = ? where id = ?")
                .params(TestRows.NOON.atOffset(ZoneOffset.UTC), "models/b" + job.value(), job.value())
                .update();
        for (var step = 1; step <= 20; step++) {
            jdbc.sql(
                            "insert into tuning_snapshot (job_id, step, epoch, mean_loss, computed_at) values (?, ?, 1, 1.0, ?)")
                    .params(job.value(), step, TestRows.NOON.plusSeconds(step).atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    @ParameterizedTest
    @MethodSource("databases")
    void nothing_is_said_before_the_first_run_and_a_range_around_it_afterwards(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var team = TestRows.team(jdbc);
        var job = TestRows.job(jdbc, team);
        var estimator = new Estimator(jdbc);
        var settings = Preset.BALANCED.settings(15);
        var base = "models/b" + job.value();
        assertThat(estimator.estimate(connection(jdbc, team), base, 15, 200, settings))
                .isEmpty();

        ended(jdbc, job);
        var found = estimator
                .estimate(connection(jdbc, team), base, 15, 200, settings)
                .orElseThrow();
        assertThat(found.runs()).isOne();
        assertThat(found.low()).isLessThan(Duration.ofSeconds(20));
        assertThat(found.high()).isGreaterThan(Duration.ofSeconds(20)).isLessThan(Duration.ofSeconds(60));
        var tenTimes = estimator
                .estimate(connection(jdbc, team), base, 150, 2_000, settings)
                .orElseThrow();
        assertThat(tenTimes.low()).isBetween(Duration.ofSeconds(160), Duration.ofSeconds(165));
        assertThat(estimator.estimate(connection(jdbc, team), "models/another", 15, 200, settings))
                .isEmpty();
    }
}
