package io.pitchpipe.portal.notification.internal;

import io.pitchpipe.portal.account.People;
import io.pitchpipe.portal.dataset.VersionSettled;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.portal.evaluation.EvaluationFinished;
import io.pitchpipe.portal.notification.NotificationKind;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.TuningFinished;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningJobs;
import io.pitchpipe.portal.tuning.TuningStopped;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells people how the work ended that they started and that went on without them. */
@Component
class JobNews {

    /** Who waited for less has seen the end on the page. */
    static final Duration WATCHED = Duration.ofSeconds(10);

    private final Notifier notifier;
    private final TuningJobs jobs;
    private final People people;

    JobNews(Notifier notifier, TuningJobs jobs, People people) {
        this.notifier = notifier;
        this.jobs = jobs;
        this.people = people;
    }

    @EventListener
    void on(TuningFinished finished) {
        var job = jobs.find(finished.job());
        if (job.isEmpty()) {
            return;
        }
        switch (finished.state()) {
            case ACTIVE ->
                tell(job.get(), NotificationKind.TUNING_READY, job.get().displayName());
            case FAILED ->
                tell(
                        job.get(),
                        NotificationKind.TUNING_FAILED,
                        job.get().displayName(),
                        job.get().reason());
            case CANCELLED -> {
                // Who asked for it here was named then.
                if (!job.get().cancelRequested()) {
                    tell(job.get(), NotificationKind.TUNING_STOPPED, job.get().displayName(), "");
                }
            }
            case LOST -> tell(job.get(), NotificationKind.TUNING_LOST, job.get().displayName());
            case QUEUED, RUNNING -> throw new IllegalStateException("Not an end: " + finished.state());
        }
    }

    @EventListener
    void on(TuningStopped stopped) {
        jobs.find(stopped.job())
                .filter(job -> jobs.startedBy(job.id())
                        .filter(starter -> !starter.equals(stopped.by()))
                        .isPresent())
                .ifPresent(job ->
                        tell(job, NotificationKind.TUNING_STOPPED, job.displayName(), people.name(stopped.by())));
    }

    /** The state is part of the cause: a job ends once, and may be stopped before. */
    private void tell(TuningJob job, NotificationKind kind, String... arguments) {
        var news = News.of(kind, job.team(), job.id().value(), "tuning:" + job.id() + ":" + kind, arguments);
        jobs.startedBy(job.id()).ifPresent(starter -> notifier.tell(starter, news));
    }

    @EventListener
    void on(EvaluationFinished finished) {
        var job = new JobId(finished.model().value());
        var name = jobs.find(job).map(TuningJob::displayName).orElse("");
        var cause = "evaluation:" + finished.evaluation();
        var subject = finished.model().value();
        var news = finished.verdict()
                .map(verdict -> News.of(
                        NotificationKind.TEST_FINISHED,
                        finished.team(),
                        subject,
                        cause,
                        name,
                        Integer.toString(verdict.deciding().tunedRight()),
                        Integer.toString(verdict.deciding().asked())))
                .orElseGet(() -> News.of(NotificationKind.TEST_FAILED, finished.team(), subject, cause, name));
        finished.startedBy().or(() -> jobs.startedBy(job)).ifPresent(user -> notifier.tell(user, news));
    }

    @EventListener
    void on(VersionSettled settled) {
        if (settled.took().compareTo(WATCHED) < 0) {
            return;
        }
        var kind = kind(settled.state());
        var news = kind == NotificationKind.DATASET_READY
                ? News.of(
                        kind,
                        settled.team(),
                        settled.dataset().value(),
                        "dataset:" + settled.version(),
                        settled.name(),
                        Long.toString(settled.rows()))
                : News.of(
                        kind,
                        settled.team(),
                        settled.dataset().value(),
                        "dataset:" + settled.version(),
                        settled.name());
        notifier.tell(settled.by(), news);
    }

    private static NotificationKind kind(VersionState state) {
        return switch (state) {
            case VALID -> NotificationKind.DATASET_READY;
            case INVALID -> NotificationKind.DATASET_INVALID;
            default -> NotificationKind.DATASET_FAILED;
        };
    }
}
