package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import io.pitchpipe.portal.design.LossChart;
import io.pitchpipe.portal.tuning.CurveCoach;
import io.pitchpipe.portal.tuning.HeldOutLoss;
import io.pitchpipe.portal.tuning.HeldOutReading;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.Snapshot;
import io.pitchpipe.portal.tuning.TuningJob;
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
    private transient List<LossChart.Note> noted = List.of();
    private int heldOutShown;

    CurvePanel() {
        addClassNames("pp-card", "training-curve");
        heldOutSays.addClassName("training-held-out");
        add(new H2(getTranslation("training.curve")), coach, heldOutSays, chart.component());
    }

    /**
     * @param curve with its part that was not shown yet
     * @param heldOut all losses on held-out examples
     */
    void show(TuningJob job, Curve curve, List<HeldOutLoss> heldOut, List<JobEvent> events) {
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
     * One change at a time, and only once it has ended: before, half a curve would be advised upon. Of how many passes are enough, held-out examples know more than
     * the training loss, which falls on while a model learns by heart.
     */
    private void advise(TuningJob job, List<Snapshot> curve, HeldOutReading.Advice heldOut) {
        var ended = job.state().ended();
        var reading = HeldOutText.reading(this, job, heldOut);
        var coached = CurveCoach.read(curve, job.settings());
        var coaches = ended && (reading.isEmpty() || coached.verdict().isAboutTheRate());
        coach.say(coaches ? sentence(coached) : "", job, coached.retune());
        heldOutSays.say(reading, job, ended && !coaches ? HeldOutText.retune(job, heldOut) : Optional.empty());
    }

    private String sentence(CurveCoach.Advice advice) {
        return getTranslation("training.coach." + advice.verdict().name().toLowerCase(Locale.ROOT), advice.epoch());
    }
}
