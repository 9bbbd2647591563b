package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.RefusedRow;
import io.pitchpipe.portal.tuning.Snapshot;
import io.pitchpipe.portal.tuning.TuningFinished;
import io.pitchpipe.portal.tuning.TuningJob;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Writes what was observed of a job, in one transaction, and nothing when nothing changed. */
@Component
class JobRecorder {

    private final JobRepository jobs;
    private final CurveRepository curves;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    JobRecorder(
            JobRepository jobs,
            CurveRepository curves,
            Changes changes,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jobs = jobs;
        this.curves = curves;
        this.changes = changes;
        this.events = events;
        this.clock = clock;
    }

    @Transactional
    public void submitted(TuningJob job, String operation, boolean adopted, HeldOutSent heldOut) {
        if (jobs.submitted(job.id(), operation, clock.instant())) {
            jobs.heldOut(job.id(), heldOut.outcome());
            tell(job, adopted ? JobEvent.Kind.ADOPTED : JobEvent.Kind.SUBMITTED, 0, "");
            if (heldOut.without() != null) {
                tell(job, heldOut.without(), 0, heldOut.said());
            }
            jobs.heard(job.id());
            bump(job, false);
        }
    }

    @Transactional
    public void renamed(TuningJob job, String tunedModelId) {
        jobs.rename(job.id(), tunedModelId);
    }

    /** The backend did not answer, or not with anything of use. */
    @Transactional
    public int unanswered(TuningJob job, String reason) {
        var failures = jobs.failed(job.id(), reason, clock.instant());
        if (failures == 1) {
            bump(job, false);
        }
        return failures;
    }

    @Transactional
    public void observed(TuningJob job, Observation seen) {
        var changed = jobs.heard(job.id());
        if (changed && job.state() == JobState.RUNNING) {
            tell(job, JobEvent.Kind.RESUMED, job.completedSteps(), "");
        }
        var stateChanged = begin(job, seen);
        changed |= append(job, seen);
        changed |= heldOut(job, seen.curve());
        if (seen.state().ended() && end(job, seen.state(), seen.reason())) {
            stateChanged = true;
        }
        if (changed || stateChanged) {
            bump(job, stateChanged);
        }
    }

    private boolean begin(TuningJob job, Observation seen) {
        if (seen.state() == JobState.QUEUED
                || !job.state().mayBecome(JobState.RUNNING)
                || seen.state() == JobState.LOST) {
            return false;
        }
        var began = seen.snapshots().stream()
                .map(Snapshot::computedAt)
                .min(Comparator.naturalOrder())
                .filter(first -> first.isBefore(clock.instant()))
                .orElseGet(clock::instant);
        if ((seen.state() == JobState.RUNNING || !seen.snapshots().isEmpty()) && jobs.started(job.id(), began)) {
            tell(job, JobEvent.Kind.STARTED, 0, "");
            return true;
        }
        return false;
    }

    /** Steps that are known already stay as they were first told, in whatever order they come again. */
    private boolean append(TuningJob job, Observation seen) {
        var total = seen.totalSteps() > 0 ? seen.totalSteps() : job.totalSteps();
        var known = curves.steps(job.id());
        if (seen.snapshots().size() > 0) {
            var steps = curves.knownSteps(job.id());
            var fresh = new ArrayList<Snapshot>();
            for (var snapshot : seen.snapshots()) {
                if (Double.isFinite(snapshot.meanLoss()) && snapshot.step() > 0 && steps.add(snapshot.step())) {
                    fresh.add(snapshot);
                }
            }
            fresh.sort(Comparator.comparingInt(Snapshot::step));
            curves.append(job.id(), fresh);
            tellEpochs(job, fresh);
            known = steps.size();
        }
        var raw = seen.rawState().isEmpty() ? job.rawState() : seen.rawState();
        return jobs.progressed(
                job.id(), Math.max(known, job.completedSteps()), total, raw.substring(0, Math.min(60, raw.length())));
    }

    private boolean heldOut(TuningJob job, SeenCurve curve) {
        var added = curves.appendHeldOut(job.id(), curve.heldOut()) > 0;
        var outcome = curve.outcome();
        return (outcome != null && jobs.heldOut(job.id(), outcome)) || added;
    }

    private void tellEpochs(TuningJob job, List<Snapshot> fresh) {
        var last = fresh.isEmpty() ? 0 : Math.max(0, fresh.getFirst().epoch() - 1);
        for (var snapshot : fresh) {
            if (snapshot.epoch() > last) {
                last = snapshot.epoch();
                curves.tell(job.id(), JobEvent.Kind.EPOCH, last, snapshot.computedAt(), "");
            }
        }
    }

    /** Ends a job without asking the backend, as when it was cancelled before it got there. */
    @Transactional
    public void ended(TuningJob job, JobState state, String reason) {
        if (end(job, state, reason)) {
            bump(job, true);
        }
    }

    /** Ends a job that its backend refuses, because of these rows if it said so. */
    @Transactional
    public void refused(TuningJob job, String reason, List<RefusedRow> rows) {
        curves.refuse(job.id(), rows);
        ended(job, JobState.FAILED, reason);
    }

    private boolean end(TuningJob job, JobState state, String reason) {
        if (!jobs.ended(job.id(), state, reason, clock.instant())) {
            return false;
        }
        var kind = switch (state) {
            case ACTIVE -> JobEvent.Kind.FINISHED;
            case FAILED -> JobEvent.Kind.FAILED;
            case CANCELLED -> JobEvent.Kind.CANCELLED;
            default -> JobEvent.Kind.LOST;
        };
        tell(job, kind, 0, reason);
        events.publishEvent(new TuningFinished(job.id(), job.team(), state));
        return true;
    }

    void tell(TuningJob job, JobEvent.Kind kind, int ordinal, String detail) {
        tell(job.id(), kind, ordinal, detail);
    }

    void tell(JobId job, JobEvent.Kind kind, int ordinal, String detail) {
        curves.tell(job, kind, ordinal, clock.instant(), detail);
    }

    private void bump(TuningJob job, boolean stateChanged) {
        changes.bump(job.topic());
        changes.bump(TuningJob.teamTopic(job.team()));
        if (stateChanged) {
            changes.bump(TuningJob.modelsTopic(job.team()));
        }
    }
}
