package io.pitchpipe.portal.tuning;

import io.pitchpipe.portal.common.BackgroundDoor;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.tuning.internal.CurveRepository;
import io.pitchpipe.portal.tuning.internal.JobRepository;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Jobs for background tasks and for services that check on their own who may know of them. Views and whatever answers a request use {@link TuningService}.
 */
@BackgroundDoor
@Component
public class TuningJobs {

    private final JobRepository jobs;
    private final CurveRepository curves;

    TuningJobs(JobRepository jobs, CurveRepository curves) {
        this.jobs = jobs;
        this.curves = curves;
    }

    public Optional<TuningJob> find(JobId id) {
        return jobs.find(id);
    }

    /** Who launched it. */
    public Optional<UserId> startedBy(JobId id) {
        return jobs.startedBy(id);
    }

    /** The job that makes a model, whatever team's it is; empty if this portal did not launch it. */
    public Optional<TuningJob> byModelId(String tunedModelId) {
        return jobs.byModelId(tunedModelId);
    }

    /** The latest launched first. */
    public List<TuningJob> list(TeamId team, JobFilter filter, int offset, int limit) {
        return jobs.list(team, filter, Math.max(0, offset), Math.clamp(limit, 1, 200));
    }

    /** Where a job stands in the line at its backend, from 1. */
    public int queuePosition(TuningJob job) {
        return jobs.before(job) + 1;
    }

    /** Gives a job and its model another name for people, 1 to 40 characters; the caller has told the backend. */
    public void retitle(JobId job, String displayName) {
        jobs.retitle(job, displayName);
    }

    /** The curve, in order. */
    public List<Snapshot> snapshots(JobId job) {
        return curves.snapshots(job, 0);
    }
}
