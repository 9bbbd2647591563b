package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.tuning.HeldOutLoss;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.RefusedRow;
import io.pitchpipe.portal.tuning.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Curves and events of jobs: appended to, never changed. What is told twice is kept once. */
@Repository
public class CurveRepository {

    private final JdbcClient jdbc;

    CurveRepository(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void refuse(JobId job, List<RefusedRow> rows) {
        for (var row : rows) {
            jdbc.sql("""
                    insert into tuning_refused_row (job_id, row_number, reason) values (?, ?, ?)
                    on conflict do nothing""").params(job.value(), row.row(), row.reason()).update();
        }
    }

    /** The rows because of which a job was refused, in order. */
    public List<RefusedRow> refused(JobId job) {
        return jdbc.sql("select row_number, reason from tuning_refused_row where job_id = ? order by row_number")
                .param(job.value())
                .query((row, number) -> new RefusedRow(row.getLong("row_number"), row.getString("reason")))
                .list();
    }

    int steps(JobId job) {
        return jdbc.sql("select count(*) from tuning_snapshot where job_id = ?")
                .param(job.value())
                .query(Integer.class)
                .single();
    }

    Set<Integer> knownSteps(JobId job) {
        return new HashSet<>(jdbc.sql("select step from tuning_snapshot where job_id = ?")
                .param(job.value())
                .query(Integer.class)
                .list());
    }

    void append(JobId job, List<Snapshot> snapshots) {
        for (var snapshot : snapshots) {
            jdbc.sql("""
                    insert into tuning_snapshot (job_id, step, epoch, mean_loss, computed_at) values (?, ?, ?, ?, ?)
                    on conflict do nothing""")
                    .params(job.value(), snapshot.step(), snapshot.epoch(), snapshot.meanLoss())
                    .param(JobRepository.at(snapshot.computedAt()))
                    .update();
        }
    }

    /** In order of their steps. */
    public List<Snapshot> snapshots(JobId job, int afterStep) {
        return jdbc.sql("""
                        select step, epoch, mean_loss, computed_at from tuning_snapshot
                        where job_id = ? and step > ? order by step""")
                .params(job.value(), afterStep)
                .query((row, number) -> new Snapshot(
                        row.getInt("step"),
                        row.getInt("epoch"),
                        row.getDouble("mean_loss"),
                        row.getObject("computed_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** About {@code points} losses of the curve of each job of {@code team}, evenly apart, in order of their steps; one query for all of them. */
    public Map<JobId, List<Double>> sketches(TeamId team, Collection<JobId> jobs, int points) {
        var sketches = new HashMap<JobId, List<Double>>();
        if (jobs.isEmpty()) {
            return sketches;
        }
        jdbc.sql("""
                        select s.job_id, s.mean_loss from tuning_snapshot s
                        join (select w.job_id, max(w.step) as newest from tuning_snapshot w
                              join tuning_job j on j.id = w.job_id
                              where j.team_id = :team and w.job_id in (:jobs) group by w.job_id) l on l.job_id = s.job_id
                        where s.step = 1 or s.step = l.newest or mod(s.step, greatest(1, l.newest / :points)) = 0
                        order by s.job_id, s.step""")
                .param("team", team.value())
                .param("jobs", jobs.stream().map(JobId::value).toList())
                .param("points", points)
                .query(row -> {
                    sketches.computeIfAbsent(new JobId(row.getObject("job_id", UUID.class)), job -> new ArrayList<>())
                            .add(row.getDouble("mean_loss"));
                });
        return sketches;
    }

    /** @return how many of them were not known */
    int appendHeldOut(JobId job, List<HeldOutLoss> losses) {
        var known = heldOut(job).stream().map(HeldOutLoss::step).collect(Collectors.toSet());
        var added = 0;
        for (var loss : losses) {
            if (Double.isFinite(loss.meanLoss()) && known.add(loss.step())) {
                added += jdbc.sql("""
                        insert into tuning_held_out_loss (job_id, step, epoch, mean_loss) values (?, ?, ?, ?)
                        on conflict do nothing""")
                        .params(job.value(), loss.step(), loss.epoch(), loss.meanLoss())
                        .update();
            }
        }
        return added;
    }

    /** The losses on held-out examples in order of their steps, at most one per epoch and one before the first. */
    public List<HeldOutLoss> heldOut(JobId job) {
        return jdbc.sql("select step, epoch, mean_loss from tuning_held_out_loss where job_id = ? order by step")
                .param(job.value())
                .query((row, number) ->
                        new HeldOutLoss(row.getInt("step"), row.getInt("epoch"), row.getDouble("mean_loss")))
                .list();
    }

    void tell(JobId job, JobEvent.Kind kind, int ordinal, Instant at, String detail) {
        jdbc.sql("""
                insert into tuning_event (job_id, kind, ordinal, at, detail) values (?, ?, ?, ?, ?)
                on conflict do nothing""")
                .params(job.value(), kind.name(), ordinal, JobRepository.at(at))
                .param(detail.length() <= 500 ? detail : detail.substring(0, 499) + "…")
                .update();
    }

    /** What was told when the job went without its held-out examples, if it did. */
    public Optional<JobEvent> heldOutLeft(JobId job) {
        return jdbc.sql("""
                        select kind, ordinal, at, detail from tuning_event
                        where job_id = ? and kind in ('HELD_OUT_NOT_TAKEN', 'HELD_OUT_REFUSED')""").param(job.value()).query(CurveRepository::event).optional();
    }

    /** In the order in which they were told; the latest {@code limit} of them. */
    public List<JobEvent> events(JobId job, int limit) {
        return jdbc.sql("select kind, ordinal, at, detail from tuning_event where job_id = ? order by id desc limit ?")
                .params(job.value(), limit)
                .query(CurveRepository::event)
                .list()
                .reversed();
    }

    private static JobEvent event(ResultSet row, int number) throws SQLException {
        return new JobEvent(
                JobEvent.Kind.valueOf(row.getString("kind")),
                row.getInt("ordinal"),
                row.getObject("at", OffsetDateTime.class).toInstant(),
                row.getString("detail"));
    }
}
