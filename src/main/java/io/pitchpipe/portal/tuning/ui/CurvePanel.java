package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.LossChart;
import io.pitchpipe.portal.tuning.CurveCoach;
import io.pitchpipe.portal.tuning.HeldOutLoss;
import io.pitchpipe.portal.tuning.HeldOutReading;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.Snapshot;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningSettings;
import io.pitchpipe.portal.tuning.UnusualSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The loss curve, and the sentence that says what it means. */
final class CurvePanel extends Section {

    private static final long serialVersionUID = 1L;

    private final transient LossChart chart = LossChart.create();
    private final CurveAdvice coach = new CurveAdvice("trending-down");
    private final CurveAdvice heldOutSays = new CurveAdvice("eye");
    private final Paragraph none = new Paragraph();
    private transient List<LossChart.Note> noted = List.of();
    private int heldOutShown;

    CurvePanel() {
        addClassNames("pp-card", "training-curve");
        heldOutSays.addClassName("training-held-out");
        none.addClassName("pp-secondary");
        add(new H2(getTranslation("training.curve")), coach, heldOutSays, none, chart.component());
    }

    /**
     * @param curve with its part that was not shown yet
     * @param heldOut all losses on held-out examples
     */
    void show(TuningJob job, Curve curve, List<HeldOutLoss> heldOut, List<JobEvent> events) {
        var empty = curve.all().isEmpty() && heldOut.isEmpty();
        chart.component().setVisible(!empty);
        none.setVisible(empty);
        none.setText(empty ? nothing(job) : "");
        chart.title(job.displayName());
        chart.total(job.state().ended() ? 0 : job.totalSteps());
        var freshHeldOut = heldOut.subList(Math.min(heldOutShown, heldOut.size()), heldOut.size());
        if (curve.first() && !curve.all().isEmpty()) {
            chart.show(points(curve.all()), heldOutPoints(heldOut));
        } else if (!curve.fresh().isEmpty() || !freshHeldOut.isEmpty()) {
            chart.append(points(curve.fresh()), heldOutPoints(freshHeldOut));
        }
        heldOutShown = heldOut.size();
        var notes = notes(job, events);
        if (!notes.equals(noted)) {
            noted = notes;
            chart.annotate(notes);
        }
        advise(job, curve.all(), HeldOutReading.read(heldOut, job.settings()));
    }

    /** What stands in the place of a curve that has no point. */
    private String nothing(TuningJob job) {
        return getTranslation(
                job.state().ended()
                        ? "training.none." + job.state().name().toLowerCase(Locale.ROOT)
                        : "training.none.yet");
    }

    /**
     * The training loss.
     *
     * @param all so far, in order
     * @param fresh its last part, which was not shown yet
     * @param first whether nothing was shown yet
     */
    record Curve(List<Snapshot> all, List<Snapshot> fresh, boolean first) {}

    private static List<LossChart.Point> heldOutPoints(List<HeldOutLoss> losses) {
        return losses.stream()
                .map(one -> new LossChart.Point(one.step(), one.epoch(), one.meanLoss()))
                .toList();
    }

    private static List<LossChart.Point> points(List<Snapshot> curve) {
        return curve.stream()
                .map(one -> new LossChart.Point(one.step(), one.epoch(), one.meanLoss()))
                .toList();
    }

    private List<LossChart.Note> notes(TuningJob job, List<JobEvent> events) {
        var notes = new ArrayList<LossChart.Note>();
        for (var event : events) {
            switch (event.kind()) {
                case RESUMED ->
                    notes.add(new LossChart.Note(event.ordinal(), getTranslation("training.event.resumed")));
                case CANCELLED ->
                    notes.add(new LossChart.Note(job.completedSteps(), getTranslation("training.event.cancelled")));
                default -> {
                    // The others are no moments of the curve.
                }
            }
        }
        return notes;
    }

    /**
     * One change at a time, and only once it has ended: before, half a curve would be advised upon. Of how many epochs are enough, held-out examples know more than
     * the training loss, which falls on while a model learns by heart.
     */
    private void advise(TuningJob job, List<Snapshot> curve, HeldOutReading.Advice heldOut) {
        var coached = CurveCoach.read(job, curve);
        var reading = HeldOutText.reading(this, job, heldOut, coached.verdict().isAboutTheRate());
        var coaches = reading.isEmpty() || coached.verdict().isAboutTheRate() || wasBrokenOff(job);
        coach.say(coaches ? sentence(job, coached) : "", job, coached.retune());
        heldOutSays.say(
                isWorthReading(coached, heldOut) ? reading : "",
                job,
                job.wentThrough() && !coaches ? HeldOutText.retune(job, heldOut) : Optional.empty());
    }

    /** Where the rate was wrong, the number of epochs is not the question; that nothing was learned still holds. */
    private static boolean isWorthReading(CurveCoach.Advice coached, HeldOutReading.Advice heldOut) {
        if (!coached.verdict().isAboutTheRate() || heldOut.verdict() == HeldOutReading.Verdict.NO_HELP) {
            return true;
        }
        return coached.verdict() == CurveCoach.Verdict.FLAT && heldOut.verdict() != HeldOutReading.Verdict.LEVEL;
    }

    private static boolean wasBrokenOff(TuningJob job) {
        return job.state().ended() && job.state() != JobState.ACTIVE;
    }

    private static boolean isPart(TuningJob job) {
        return job.state().ended() && !job.wentThrough();
    }

    /** Of a part of a run: how far it came, and then what even a part can show. */
    private String sentence(TuningJob job, CurveCoach.Advice advice) {
        var settings = job.settings();
        var says = switch (advice.verdict()) {
            case NOT_YET, NO_STEPS -> "";
            case TOO_FEW -> isPart(job) ? "" : says("too_few", advice, settings);
            case SPIKE -> says(isMeantAsMultiplier(settings) ? "spike.multiplier" : "spike", advice, settings);
            case FLAT -> says(isPart(job) ? "part.flat" : "flat", advice, settings);
            case FELL -> says("part.fell", advice, settings);
            case FAR_OFF, DIVERGING, STILL_FALLING, PLATEAU, GOOD ->
                says(advice.verdict().name().toLowerCase(Locale.ROOT), advice, settings);
        };
        if (!isPart(job) || advice.verdict() == CurveCoach.Verdict.NO_STEPS) {
            return says;
        }
        var ended = getTranslation(
                "training.coach.part."
                        + (job.state() == JobState.ACTIVE
                                ? "early"
                                : job.state().name().toLowerCase(Locale.ROOT)),
                Formats.number(job.completedSteps()),
                Formats.number(job.totalSteps()),
                job.epoch(),
                settings.epochCount());
        return (ended + " " + says).strip();
    }

    private String says(String key, CurveCoach.Advice advice, TuningSettings settings) {
        return getTranslation(
                "training.coach." + key,
                advice.epoch(),
                Formats.loss(advice.from()),
                Formats.loss(advice.to()),
                advice.step(),
                SettingsPanel.plain(settings.learningRate()),
                advice.retune()
                        .map(other -> SettingsPanel.plain(other.learningRate()))
                        .orElse(""));
    }

    /** Nobody means a rate of 1, but a multiplier of 1 is the default. */
    private static boolean isMeantAsMultiplier(TuningSettings settings) {
        return settings.learningRateMultiplier() == null && UnusualSetting.isLikeMultiplier(settings.learningRate());
    }
}
