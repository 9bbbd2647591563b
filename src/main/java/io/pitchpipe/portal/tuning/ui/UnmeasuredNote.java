package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.TuningJob;
import java.util.Optional;

/** Says why there is no line for the held-out examples, where somebody would look for it; not there if there is one, or nothing is held out. */
final class UnmeasuredNote extends Div {

    private static final long serialVersionUID = 1L;

    private final Span words = new Span();

    UnmeasuredNote() {
        addClassName("training-coach");
        add(Icons.of("info"), words);
        setVisible(false);
    }

    /** @param left what was told when the job went without its held-out examples */
    void show(TuningJob job, Optional<JobEvent> left) {
        var why = left.map(event -> why(job, event)).orElseGet(() -> unknown(job));
        setVisible(!why.isEmpty());
        words.setText(why);
    }

    private String why(TuningJob job, JobEvent left) {
        var heldOut = job.examples().heldOut();
        if (left.kind() == JobEvent.Kind.HELD_OUT_NOT_TAKEN) {
            return getTranslation("training.unmeasured.notTaken", heldOut);
        }
        return left.detail().isEmpty()
                ? getTranslation("training.unmeasured.refused", heldOut)
                : getTranslation("training.unmeasured.refused.why", heldOut, left.detail());
    }

    /** A job of before the reason was kept. */
    private String unknown(TuningJob job) {
        var heldOut = job.examples().heldOut();
        return heldOut > 0 && job.heldOutOutcome().measured() == 0 && job.completedSteps() > 0
                ? getTranslation("training.unmeasured.unknown", heldOut)
                : "";
    }
}
