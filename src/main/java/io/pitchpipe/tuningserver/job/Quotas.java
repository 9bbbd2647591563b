package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.ProjectNumber;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What projects may use: the server's quota ({@code pitchpipe.server.quota}), or their own, as the admin says. Held when a training is asked for. */
@Service
public class Quotas {

    /** The time over which minutes are counted. */
    private static final Duration DAY = Duration.ofHours(24);

    private final JdbcClient sql;
    private final ServerSettings settings;
    private final InstantSource clock;

    Quotas(JdbcClient sql, ServerSettings settings, InstantSource clock) {
        this.sql = sql;
        this.settings = settings;
        this.clock = clock;
    }

    /** What a project may use. */
    public Quota of(ProjectNumber project) {
        return sql.sql("select jobs, examples, minutes from project_quota where project = :project")
                .param("project", project.value())
                .query((row, number) -> settings.quota()
                        .with(
                                row.getObject(1, Integer.class),
                                row.getObject(2, Integer.class),
                                row.getObject(3, Integer.class)))
                .optional()
                .orElse(settings.quota());
    }

    /** Gives a project limits of its own; null takes the server's. */
    @Transactional
    public Quota set(
            ProjectNumber project, @Nullable Integer jobs, @Nullable Integer examples, @Nullable Integer minutes) {
        sql.sql("delete from project_quota where project = :project")
                .param("project", project.value())
                .update();
        sql.sql("""
                insert into project_quota (project, jobs, examples, minutes)
                values (:project, cast(:jobs as integer), cast(:examples as integer), cast(:minutes as integer))""")
                .param("project", project.value())
                .param("jobs", jobs)
                .param("examples", examples)
                .param("minutes", minutes)
                .update();
        return of(project);
    }

    /**
     * Holds a wish against its project's quota. The project's row is locked until the transaction ends, so that two wishes at once do not both take the last place.
     *
     * @throws Refusal naming the limit that it would go over
     */
    void check(ProjectNumber project, int examples) {
        sql.sql("select number from project where number = :project for update")
                .param("project", project.value())
                .query(Long.class)
                .optional();
        var quota = of(project);
        var used = used(project);
        if (quota.jobs() > 0 && used.jobs() >= quota.jobs()) {
            throw exhausted("%d trainings at once", quota.jobs());
        }
        if (quota.examples() > 0 && used.examples() + examples > quota.examples()) {
            throw exhausted("%d examples in trainings at once", quota.examples());
        }
        checkMinutes(quota, used);
    }

    /**
     * Holds a training whose turn has come against its project's minutes: others of the project may have used them up while it waited.
     *
     * @throws Refusal naming the limit
     */
    void checkMinutes(ProjectNumber project) {
        checkMinutes(of(project), used(project));
    }

    private static void checkMinutes(Quota quota, Used used) {
        if (quota.minutes() > 0 && used.time().compareTo(Duration.ofMinutes(quota.minutes())) >= 0) {
            throw exhausted("%d minutes of training within 24 hours", quota.minutes());
        }
    }

    /**
     * What a project uses at the moment.
     *
     * @param jobs unfinished trainings
     * @param examples in all of them
     * @param time of training within the last 24 hours; what began before counts from then on, what runs up to now
     */
    public record Used(long jobs, long examples, Duration time) {}

    /** What a project uses at the moment, which is held against {@link #of}. */
    public Used used(ProjectNumber project) {
        var now = clock.instant();
        var since = now.minus(DAY);
        var time = sql
                .sql("""
                        select start_time, complete_time from tuned_model
                        where project = :project and start_time is not null and (complete_time is null or complete_time > :since)""")
                .param("project", project.value())
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query((row, number) -> within(
                        since,
                        row.getObject(1, OffsetDateTime.class).toInstant(),
                        row.getObject(2, OffsetDateTime.class),
                        now))
                .list()
                .stream()
                .reduce(Duration.ZERO, Duration::plus);
        return sql.sql(
                        "select count(*), coalesce(sum(example_count), 0) from tuned_model where project = :project and operation_done = false")
                .param("project", project.value())
                .query((row, number) -> new Used(row.getLong(1), row.getLong(2), time))
                .single();
    }

    private static Duration within(Instant since, Instant start, @Nullable OffsetDateTime end, Instant now) {
        return Duration.between(start.isBefore(since) ? since : start, end == null ? now : end.toInstant());
    }

    private static Refusal exhausted(String limit, int most) {
        return Refusal.of(
                Refusal.Kind.EXHAUSTED,
                "Resource has been exhausted (e.g. check quota): this project may have " + limit.formatted(most)
                        + ". Wait for one to end, or ask the server's operator.");
    }
}
