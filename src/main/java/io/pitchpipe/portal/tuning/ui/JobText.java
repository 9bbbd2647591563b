package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.design.StatusBadge;
import io.pitchpipe.portal.design.StatusBadge.Tone;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.Snapshot;
import io.pitchpipe.portal.tuning.TuningJob;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

/** Words for where a job stands, the same wherever it is shown. */
final class JobText {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final int LONGEST_REASON = 80;

    private JobText() {}

    /** Changes a badge in place, so that a live update moves nothing else. */
    static void show(StatusBadge badge, TuningJob job, int queuePosition, ZoneId zone) {
        var stale = job.staleSince().filter(since -> !job.state().ended());
        if (stale.isPresent()) {
            badge.set(
                    Tone.CAUTION,
                    text("design.status.stale", CLOCK.format(stale.get().atZone(zone))));
            return;
        }
        switch (job.state()) {
            case QUEUED -> badge.set(Tone.WAITING, text("design.status.queuedAt", queuePosition));
            case RUNNING -> badge.set(Tone.RUNNING, text("design.status.tuning", percent(job)));
            case ACTIVE -> badge.set(Tone.GOOD, text("design.status.ready"));
            case FAILED -> badge.set(Tone.BAD, text("design.status.failed", shortReason(job)));
            case CANCELLED -> badge.set(Tone.STOPPED, text("design.status.cancelled"));
            case LOST -> badge.set(Tone.CAUTION, text("design.status.lost"));
        }
    }

    static StatusBadge badge(TuningJob job, int queuePosition, ZoneId zone) {
        var badge = new StatusBadge(Tone.NEUTRAL, "");
        show(badge, job, queuePosition, zone);
        return badge;
    }

    /** Rounded down: 100 % is said when it is done. */
    static int percent(TuningJob job) {
        return (int) (job.progress() * 100);
    }

    private static String shortReason(TuningJob job) {
        var reason = job.reason().isEmpty() ? text("training.reason.none") : job.reason();
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "…";
    }

    /** What is left, from the pace of the last steps; empty before there is one, and once it has ended. */
    static Optional<Duration> timeLeft(TuningJob job, List<Snapshot> curve) {
        if (job.state() != JobState.RUNNING
                || curve.size() < 3
                || job.staleSince().isPresent()) {
            return Optional.empty();
        }
        var recent = curve.subList(Math.max(0, curve.size() - 20), curve.size());
        var first = recent.getFirst();
        var last = recent.getLast();
        var steps = last.step() - first.step();
        var took = Duration.between(first.computedAt(), last.computedAt());
        if (steps < 1 || took.isNegative()) {
            return Optional.empty();
        }
        return Optional.of(took.multipliedBy(job.totalSteps() - last.step()).dividedBy(steps));
    }

    /** How long the training itself took. */
    static Optional<Duration> duration(TuningJob job) {
        return job.startedAt().flatMap(from -> job.finishedAt().map(to -> Duration.between(from, to)));
    }

    static Instant lastChange(TuningJob job) {
        return job.finishedAt().or(job::startedAt).orElse(job.createdAt());
    }

    private static String text(String key, Object... arguments) {
        return I18NProvider.translate(key, arguments);
    }
}
