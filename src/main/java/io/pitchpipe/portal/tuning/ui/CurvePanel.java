package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.LossChart;
import io.pitchpipe.portal.tuning.CurveCoach;
import io.pitchpipe.portal.tuning.HeldOutLoss;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.Snapshot;
import io.pitchpipe.portal.tuning.TuningJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The loss curve, and the sentence that says what it means. */
final class CurvePanel extends Section {

    private static final long serialVersionUID = 1L;

    private final transient LossChart chart = LossChart.create();
    private final Div coach = new Div();
    private final Div heldOutSays = new Div();
    private transient List<LossChart.Note> noted = List.of();
    private int heldOutShown;
    private transient CurveCoach.Verdict said = CurveCoach.Verdict.TOO_EARLY;

    CurvePanel() {
        addClassNames("pp-card", "training-curve");
        coach.addClassName("training-coach");
        coach.setVisible(false);
        heldOutSays.addClassNames("training-coach", "training-held-out");
        heldOutSays.setVisible(false);
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
        advise(job, curve.all());
        var said = HeldOutText.reading(this, job, heldOut);
        heldOutSays.setVisible(!said.isEmpty());
        heldOutSays.removeAll();
        heldOutSays.add(Icons.of("eye"), new Span(said));
        // Held-out examples know better than the training loss, which falls on while a model learns by heart.
        coach.setVisible(coach.getComponentCount() > 0 && said.isEmpty());
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

    /** Once it has ended; before, half a curve would be advised upon. */
    private void advise(TuningJob job, List<Snapshot> curve) {
        if (!job.state().ended()) {
            return;
        }
        var advice = CurveCoach.read(curve, job.settings());
        if (advice.verdict() == said) {
            return;
        }
        said = advice.verdict();
        coach.removeAll();
        var key = advice.verdict().name().toLowerCase(Locale.ROOT);
        coach.add(Icons.of("trending-down"), new Span(getTranslation("training.coach." + key, advice.epoch())));
        advice.retune()
                .ifPresent(settings -> coach.add(Links.button(
                        TuningNavigation.retune(job.id(), settings),
                        getTranslation(
                                settings.epochCount() != job.settings().epochCount()
                                        ? "training.coach.retune.epochs"
                                        : "training.coach.retune.rate",
                                settings.epochCount(),
                                SettingsPanel.plain(settings.learningRate())))));
    }
}
