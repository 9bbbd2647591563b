package io.pitchpipe.portal.tuning.internal;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningStopped;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Writes down that a job is to end; its next task tells the backend, however often that takes. */
@Component
public class CancelJob {

    private static final Logger log = LoggerFactory.getLogger(CancelJob.class);

    private final JobRepository jobs;
    private final CurveRepository curves;
    private final SchedulerClient scheduler;
    private final Changes changes;
    private final AuditLog audit;
    private final CurrentUser currentUser;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CancelJob(
            JobRepository jobs,
            CurveRepository curves,
            SchedulerClient scheduler,
            Changes changes,
            AuditLog audit,
            CurrentUser currentUser,
            ApplicationEventPublisher events,
            TransactionTemplate transaction,
            Clock clock) {
        this.jobs = jobs;
        this.curves = curves;
        this.scheduler = scheduler;
        this.changes = changes;
        this.audit = audit;
        this.currentUser = currentUser;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    public void cancel(TuningJob job) {
        transaction.executeWithoutResult(status -> {
            if (jobs.cancelRequested(job.id(), clock.instant())) {
                curves.tell(job.id(), JobEvent.Kind.CANCEL_REQUESTED, 0, clock.instant(), "");
                audit.record(job.team(), "tuning.cancel", job.displayName());
                events.publishEvent(new TuningStopped(job.id(), job.team(), currentUser.id()));
                changes.bump(job.topic());
                changes.bump(TuningJob.teamTopic(job.team()));
            }
        });
        hurry(job, TuningTasks.SUBMIT);
        hurry(job, TuningTasks.POLL);
    }

    /** The task may be waiting for a backend that did not answer; if it runs just now or is gone, that is as well. */
    private void hurry(TuningJob job, TaskDescriptor<Void> task) {
        try {
            scheduler.reschedule(task.instanceId(job.id().toString()), clock.instant());
        } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException notWaiting) {
            log.debug("Job {} has no waiting {}", job.id(), task.getTaskName());
        }
    }
}
