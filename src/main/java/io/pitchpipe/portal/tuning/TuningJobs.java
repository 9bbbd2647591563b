package io.pitchpipe.portal.tuning;

import io.pitchpipe.portal.tuning.internal.CurveRepository;
import io.pitchpipe.portal.tuning.internal.JobRepository;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Jobs for background tasks and for services that check on their own who may know of them. Views and whatever answers a request use {@link TuningService}.
 */
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

    /** The job that makes a model, whatever team's it is; empty if this portal did not launch it. */
    public Optional<TuningJob> byModelId(String tunedModelId) {
        return jobs.byModelId(tunedModelId);
    }

    /** The curve, in order. */
    public List<Snapshot> snapshots(JobId job) {
        return curves.snapshots(job, 0);
    }
}
