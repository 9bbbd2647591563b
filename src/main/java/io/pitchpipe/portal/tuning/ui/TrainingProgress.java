package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.TuningJob;
import java.time.Duration;
import java.util.Optional;

/** How far a training is: a bar, step and pass, time left; said aloud now and then, and not at every step. */
final class TrainingProgress extends Div {

    private static final long serialVersionUID = 1L;

    /** Spoken at every tenth part only. */
    private static final int SPOKEN = 10;

    private final ProgressBar bar = new ProgressBar(0, 1);
    private final Span amount = new Span();
    private final Span time = new Span();
    private final Div note = new Div();
    private final Span live = new Span();
    private int spoken = -1;

    TrainingProgress() {
        addClassNames("pp-card", "training-progress");
        bar.getElement().setAttribute("aria-label", getTranslation("training.progress"));
        amount.addClassNames("pp-number", "training-amount");
        time.addClassNames("pp-secondary", "pp-number");
        live.addClassName("pp-visually-hidden");
        live.getElement().setAttribute("aria-live", "polite");
        var line = new Div(amount, time);
        line.addClassName("training-line");
        note.addClassName("training-note");
        add(bar, line, note, live);
    }

    void show(TuningJob job, int position, Optional<Duration> left) {
        bar.setIndeterminate(job.state() == JobState.QUEUED && job.staleSince().isEmpty());
        if (!bar.isIndeterminate()) {
            bar.setValue(job.progress());
        }
        amount.setText(amount(job, position));
        time.setText(time(job, left));
        var words = note(job);
        note.setText(words);
        note.setVisible(!words.isEmpty());
        speak(job);
    }

    private String amount(TuningJob job, int position) {
        if (job.state() == JobState.QUEUED) {
            return position > 1
                    ? getTranslation("training.waiting.line", position - 1)
                    : getTranslation("training.waiting.next");
        }
        return getTranslation(
                "training.amount",
                Formats.number(job.completedSteps()),
                Formats.number(job.totalSteps()),
                job.epoch(),
                job.settings().epochCount());
    }

    private String time(TuningJob job, Optional<Duration> left) {
        if (job.state().ended()) {
            return JobText.duration(job)
                    .map(took -> getTranslation("training.took", Formats.about(took)))
                    .orElse("");
        }
        return left.map(rest -> getTranslation("training.left", Formats.about(rest)))
                .orElse("");
    }

    private String note(TuningJob job) {
        if (job.staleSince().isPresent() && !job.state().ended()) {
            return getTranslation(
                    job.state() == JobState.QUEUED ? "training.note.stale.queued" : "training.note.stale",
                    job.reason());
        }
        return switch (job.state()) {
            case FAILED ->
                getTranslation(
                        "training.note.failed",
                        job.reason().isEmpty() ? getTranslation("training.reason.none") : job.reason());
            case CANCELLED ->
                (getTranslation("training.note.cancelled") + " " + HeldOutText.decided(this, job)).strip();
            case LOST -> getTranslation("training.note.lost");
            case QUEUED, RUNNING -> getTranslation("training.note.safe");
            case ACTIVE -> HeldOutText.decided(this, job);
        };
    }

    private void speak(TuningJob job) {
        var percent = JobText.percent(job);
        var part = job.state().ended() ? 1_000 + job.state().ordinal() : percent / SPOKEN;
        if (part != spoken) {
            spoken = part;
            live.setText(
                    job.state().ended()
                            ? getTranslation("training.spoken.ended", job.displayName())
                            : getTranslation("training.spoken.percent", percent));
        }
    }
}
