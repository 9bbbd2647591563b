package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.tuning.Estimate;
import io.pitchpipe.portal.tuning.TuningSettings;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Learns from the runs that ended well on the same base and kind of backend how long a step takes for its text, and says a range that holds the fastest and the
 * slowest of them. Without such a run it has no idea, and says so.
 */
@Component
public class Estimator {

    private static final int RUNS = 10;

    /** Characters that the chat template and a step's fixed costs amount to, per example. */
    private static final double PER_EXAMPLE = 120;

    /** Loading the model and writing the result. */
    private static final Duration LEAST_OVERHEAD = Duration.ofSeconds(2);

    private static final Duration MOST_OVERHEAD = Duration.ofSeconds(15);

    private record Run(double cost, double seconds) {
        double rate() {
            return seconds / cost;
        }
    }

    private final JdbcClient jdbc;

    Estimator(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Empty if nothing was learned from yet: a number would be invented.
     *
     * @param rows examples
     * @param characters of all examples, the preamble included
     */
    public Optional<Estimate> estimate(
            ConnectionId connection, String base, long rows, long characters, TuningSettings settings) {
        var cost = cost(rows, characters, settings.epochCount());
        var runs = pastRuns(connection, base);
        if (runs.isEmpty()) {
            return Optional.empty();
        }
        var fastest = runs.stream().mapToDouble(Run::rate).min().orElseThrow();
        var slowest = runs.stream().mapToDouble(Run::rate).max().orElseThrow();
        return Optional.of(range(cost * fastest * 0.8, cost * slowest * 1.3, runs.size()));
    }

    private static double cost(long rows, long characters, int epochs) {
        return epochs * (characters + rows * PER_EXAMPLE);
    }

    private static Estimate range(double low, double high, int runs) {
        return new Estimate(
                LEAST_OVERHEAD.plusMillis((long) (low * 1000)), MOST_OVERHEAD.plusMillis((long) (high * 1000)), runs);
    }

    private List<Run> pastRuns(ConnectionId connection, String base) {
        return jdbc
                .sql("""
                        select j.row_count, j.characters, j.epoch_count, j.completed_steps,
                          (select min(s.computed_at) from tuning_snapshot s where s.job_id = j.id) as first_at,
                          (select max(s.computed_at) from tuning_snapshot s where s.job_id = j.id) as last_at
                        from tuning_job j join backend_connection c on c.id = j.connection_id
                        join backend_connection mine on mine.id = ?
                        where j.state = 'ACTIVE' and j.base_model = ? and j.completed_steps > 1 and c.kind = mine.kind
                          and (c.kind = 'EMBEDDED' or c.base_url = mine.base_url)
                        order by j.finished_at desc limit ?""")
                .params(connection.value(), base, RUNS)
                .query((row, number) -> {
                    var steps = row.getInt("completed_steps");
                    var between = Duration.between(
                            row.getObject("first_at", OffsetDateTime.class),
                            row.getObject("last_at", OffsetDateTime.class));
                    // The first step's own time is not between two snapshots.
                    var seconds = between.toMillis() / 1000.0 * steps / (steps - 1);
                    return new Run(
                            cost(row.getLong("row_count"), row.getLong("characters"), row.getInt("epoch_count")),
                            seconds);
                })
                .list()
                .stream()
                .filter(run -> run.seconds() > 0)
                .toList();
    }
}
