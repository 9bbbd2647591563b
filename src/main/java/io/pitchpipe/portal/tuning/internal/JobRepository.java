package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.Template;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.tuning.HeldOutOutcome;
import io.pitchpipe.portal.tuning.JobFilter;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.LaunchTuning;
import io.pitchpipe.portal.tuning.TuningJob;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Jobs. Every change of an ended job is refused by the statement itself: a late answer or a woken-up node changes nothing. */
@Repository
public class JobRepository {

    /** Unfinished. */
    static final String RUNNING = "state in ('QUEUED', 'RUNNING')";

    private final JdbcClient jdbc;

    JobRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What a launch adds to what was asked for. */
    record Launch(JobId id, TeamId team, UserId by, String tunedModelId, ConnectionId connection, Source source) {}

    /**
     * The examples as they are frozen.
     *
     * @param rows to learn from
     * @param heldOut not to learn from
     * @param template by which their inputs were put together
     */
    record Source(
            DatasetId dataset, String name, long rows, long characters, long heldOut, Optional<Template> template) {}

    /** @return false if there is a job of the same form already */
    boolean insert(Launch launch, LaunchTuning wish, Instant now) {
        var settings = wish.settings();
        return jdbc.sql("""
                        insert into tuning_job (id, team_id, created_by, form_token, display_name, tuned_model_id,
                          connection_id, dataset_id, version_id, dataset_name, row_count, characters, base_model, base_name,
                          preamble, preset, epoch_count, batch_size, learning_rate, learning_rate_multiplier, state,
                          raw_state, reason, total_steps, completed_steps, created_at, failures, held_out_percent,
                          held_out_rows, template, keep_best, patience)
                        values (:id, :team, :by, :token, :name, :model, :connection, :dataset, :version, :datasetName, :rows,
                          :characters, :base, :baseName, :preamble, :preset, :epochs, :batch, :rate, :multiplier, 'QUEUED',
                          '', '', :steps, 0, :now, 0, :heldOutPercent, :heldOut, :template, :keepBest, :patience)
                        on conflict do nothing""")
                        .param("id", launch.id().value())
                        .param("team", launch.team().value())
                        .param("by", launch.by().value())
                        .param("token", wish.formToken())
                        .param("name", wish.displayName())
                        .param("model", launch.tunedModelId())
                        .param("connection", launch.connection().value())
                        .param("dataset", launch.source().dataset().value())
                        .param("version", wish.version().value())
                        .param("datasetName", launch.source().name())
                        .param("rows", launch.source().rows())
                        .param("characters", launch.source().characters())
                        .param("heldOutPercent", wish.holdOut().percent())
                        .param("heldOut", launch.source().heldOut())
                        .param(
                                "template",
                                launch.source().template().map(Template::text).orElse(null),
                                Types.VARCHAR)
                        .param("keepBest", wish.heldOutUse().keepBest())
                        .param("patience", wish.heldOutUse().patience())
                        .param("base", wish.base().name())
                        .param("baseName", wish.base().displayName())
                        .param("preamble", wish.preamble().text())
                        .param("preset", wish.preset().name())
                        .param("epochs", settings.epochCount())
                        .param("batch", settings.batchSize())
                        .param("rate", settings.learningRate())
                        .param("multiplier", settings.learningRateMultiplier(), Types.DOUBLE)
                        .param(
                                "steps",
                                Math.toIntExact(
                                        settings.totalSteps(launch.source().rows())))
                        .param("now", at(now))
                        .update()
                == 1;
    }

    Optional<JobId> byToken(TeamId team, UUID formToken) {
        return jdbc.sql("select id from tuning_job where team_id = ? and form_token = ?")
                .params(team.value(), formToken)
                .query((row, number) -> new JobId(row.getObject("id", UUID.class)))
                .optional();
    }

    /** Who launched it. */
    public Optional<UserId> startedBy(JobId id) {
        return jdbc.sql("select created_by from tuning_job where id = ?")
                .param(id.value())
                .query(UUID.class)
                .optional()
                .map(UserId::new);
    }

    public Optional<TuningJob> find(JobId id) {
        return jdbc.sql(JobRow.SELECT + "where j.id = ?")
                .param(id.value())
                .query(JobRow::read)
                .optional();
    }

    public Optional<TuningJob> find(TeamId team, JobId id) {
        return find(id).filter(job -> job.team().equals(team));
    }

    public Optional<TuningJob> byModelId(String tunedModelId) {
        return jdbc.sql(JobRow.SELECT + "where j.tuned_model_id = ?")
                .param(tunedModelId)
                .query(JobRow::read)
                .optional();
    }

    public List<TuningJob> list(TeamId team, JobFilter filter, int offset, int limit) {
        var selection = new JobSelection(team, filter);
        return selection
                .bind(jdbc.sql(JobRow.SELECT + selection.where()
                        + " order by j.created_at desc, j.id offset :offset rows fetch next :limit rows only"))
                .param("offset", offset)
                .param("limit", limit)
                .query(JobRow::read)
                .list();
    }

    public long count(TeamId team, JobFilter filter) {
        var selection = new JobSelection(team, filter);
        return selection
                .bind(jdbc.sql("select count(*) from tuning_job j " + selection.where()))
                .query(Long.class)
                .single();
    }

    public List<TuningJob> ofDataset(TeamId team, DatasetId dataset, int limit) {
        return jdbc.sql(JobRow.SELECT + "where j.team_id = ? and j.dataset_id = ? order by j.created_at desc limit ?")
                .params(team.value(), dataset.value(), limit)
                .query(JobRow::read)
                .list();
    }

    /** How many jobs wait or run on the same kind of backend and were launched before this one: on the embedded server all teams wait in one line. */
    public int before(TuningJob job) {
        return jdbc.sql("""
                        select count(*) from tuning_job j join backend_connection c on c.id = j.connection_id
                        join backend_connection mine on mine.id = ?
                        where j.state in ('QUEUED', 'RUNNING') and c.kind = mine.kind
                          and (c.kind = 'EMBEDDED' or c.id = mine.id) and j.created_at < ?""")
                .params(job.connection().value(), at(job.createdAt()))
                .query(Integer.class)
                .single();
    }

    /** Gives the job and its model another name for people. */
    public void retitle(JobId id, String displayName) {
        jdbc.sql("update tuning_job set display_name = ? where id = ?")
                .params(displayName, id.value())
                .update();
    }

    /** How many jobs of all teams are in this state. */
    long count(JobState state) {
        return jdbc.sql("select count(*) from tuning_job where state = ?")
                .param(state.name())
                .query(Long.class)
                .single();
    }

    /** How many unfinished jobs of all teams got no answer when their backend was last asked. */
    long countStale() {
        return jdbc.sql("select count(*) from tuning_job where failures > 0 and " + RUNNING)
                .query(Long.class)
                .single();
    }

    long running(TeamId team) {
        return jdbc.sql("select count(*) from tuning_job where team_id = ? and " + RUNNING)
                .param(team.value())
                .query(Long.class)
                .single();
    }

    boolean submitted(JobId id, String operation, Instant now) {
        return jdbc.sql(
                                "update tuning_job set operation_name = ?, submitted_at = ? where id = ? and submitted_at is null and "
                                        + RUNNING)
                        .param(operation.isEmpty() ? null : operation)
                        .param(at(now))
                        .param(id.value())
                        .update()
                == 1;
    }

    public boolean isSubmitted(JobId id) {
        return jdbc.sql("select submitted_at is not null from tuning_job where id = ?")
                .param(id.value())
                .query(Boolean.class)
                .single();
    }

    void rename(JobId id, String tunedModelId) {
        jdbc.sql("update tuning_job set tuned_model_id = ? where id = ? and submitted_at is null")
                .params(tunedModelId, id.value())
                .update();
    }

    boolean started(JobId id, Instant at) {
        return jdbc.sql("update tuning_job set state = 'RUNNING', started_at = ? where id = ? and state = 'QUEUED'")
                        .params(at(at), id.value())
                        .update()
                == 1;
    }

    boolean progressed(JobId id, int completedSteps, int totalSteps, String rawState) {
        return jdbc.sql("""
                        update tuning_job set completed_steps = ?, total_steps = ?, raw_state = ?
                        where id = ? and (completed_steps <> ? or total_steps <> ? or raw_state <> ?)""")
                        .params(completedSteps, totalSteps, rawState, id.value())
                        .params(completedSteps, totalSteps, rawState)
                        .update()
                == 1;
    }

    boolean ended(JobId id, JobState state, String reason, Instant at) {
        return jdbc.sql(
                                "update tuning_job set state = ?, reason = ?, finished_at = ?, stale_since = null where id = ? and "
                                        + RUNNING)
                        .params(state.name(), cut(reason), at(at), id.value())
                        .update()
                == 1;
    }

    boolean cancelRequested(JobId id, Instant now) {
        return jdbc.sql(
                                "update tuning_job set cancel_requested_at = ? where id = ? and cancel_requested_at is null and "
                                        + RUNNING)
                        .params(at(now), id.value())
                        .update()
                == 1;
    }

    /** @return how many failures in a row that makes */
    int failed(JobId id, String reason, Instant lastHeard) {
        jdbc.sql("""
                update tuning_job set failures = failures + 1, reason = ?, stale_since = coalesce(stale_since, ?)
                where id = ? and state in ('QUEUED', 'RUNNING')""").params(cut(reason), at(lastHeard), id.value()).update();
        return jdbc.sql("select failures from tuning_job where id = ?")
                .param(id.value())
                .query(Integer.class)
                .single();
    }

    public Set<VersionId> versionsUsed(TeamId team, DatasetId dataset) {
        return Set.copyOf(jdbc.sql("select distinct version_id from tuning_job where team_id = ? and dataset_id = ?")
                .params(team.value(), dataset.value())
                .query((row, number) -> new VersionId(row.getObject("version_id", UUID.class)))
                .list());
    }

    boolean heard(JobId id) {
        return jdbc.sql("""
                        update tuning_job set failures = 0, reason = '', stale_since = null
                        where id = ? and failures > 0 and state in ('QUEUED', 'RUNNING')""").param(id.value()).update() == 1;
    }

    /** Notes what a backend says of the held-out examples; false if that was known. */
    boolean heldOut(JobId id, HeldOutOutcome outcome) {
        var kept = outcome.keptEpoch().isPresent() ? outcome.keptEpoch().getAsInt() : null;
        return jdbc.sql("""
                        update tuning_job set measured_rows = :measured, kept_epoch = :kept, ended_early = :early
                        where id = :id and (measured_rows <> :measured or kept_epoch is distinct from :kept or ended_early <> :early)""")
                        .param("measured", outcome.measured())
                        .param("kept", kept, Types.INTEGER)
                        .param("early", outcome.endedEarly())
                        .param("id", id.value())
                        .update()
                == 1;
    }

    static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static String cut(String reason) {
        return reason.length() <= 500 ? reason : reason.substring(0, 499) + "…";
    }
}
