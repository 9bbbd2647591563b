package io.pitchpipe.testing;

import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.tuning.JobId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows that the rows under test refer to, for tests of repositories without the services around them. */
public final class TestRows {

    /** When all of them were made. */
    public static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private TestRows() {}

    /** A team named Atlas with a number of its own. */
    public static TeamId team(JdbcClient jdbc) {
        var team = TeamId.random();
        jdbc.sql("insert into team (id, name, project_number, created_at) values (?, 'Atlas', ?, ?)")
                .params(
                        team.value(),
                        ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE),
                        NOON.atOffset(ZoneOffset.UTC))
                .update();
        return team;
    }

    /** A user named Ada. */
    public static UserId user(JdbcClient jdbc) {
        var user = UserId.random();
        jdbc.sql(
                        "insert into app_user (id, email, display_name, password_hash, created_at) values (?, ?, 'Ada', '', ?)")
                .params(user.value(), user + "@example.org", NOON.atOffset(ZoneOffset.UTC))
                .update();
        return user;
    }

    /** A connection to the embedded server. */
    public static ConnectionId connection(JdbcClient jdbc, TeamId team) {
        var connection = ConnectionId.random();
        jdbc.sql("""
                        insert into backend_connection (id, team_id, kind, base_url, api_key, created_at, selected_at)
                        values (?, ?, 'EMBEDDED', null, ?, ?, ?)""")
                .params(connection.value(), team.value(), new byte[] {1})
                .params(NOON.atOffset(ZoneOffset.UTC), NOON.atOffset(ZoneOffset.UTC))
                .update();
        return connection;
    }

    /** A job that waits, on the 15 pairs. */
    public static JobId job(JdbcClient jdbc, TeamId team) {
        var user = user(jdbc);
        var made = TestDatasets.valid(jdbc, team, user, "numbers", TestDatasets.NUMBERS);
        var job = JobId.random();
        jdbc.sql("""
                        insert into tuning_job (id, team_id, created_by, form_token, display_name, tuned_model_id,
                          connection_id, dataset_id, version_id, dataset_name, row_count, characters, base_model, base_name,
                          preamble, preset, epoch_count, batch_size, learning_rate, state, raw_state, reason, total_steps,
                          completed_steps, created_at, failures)
                        values (?, ?, ?, ?, 'Number generator', ?, ?, ?, ?, 'numbers', 15, 200, 'models/demo', 'Demo', '',
                          'BALANCED', 5, 4, 0.001, 'QUEUED', '', '', 19, 0, ?, 0)""")
                .params(job.value(), team.value(), user.value(), UUID.randomUUID(), "n-" + job)
                .params(
                        connection(jdbc, team).value(),
                        made.dataset().value(),
                        made.version().value())
                .param(NOON.atOffset(ZoneOffset.UTC))
                .update();
        return job;
    }
}
