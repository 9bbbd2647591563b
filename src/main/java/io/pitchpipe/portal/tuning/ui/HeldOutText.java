package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.tuning.HeldOutLoss;
import io.pitchpipe.portal.tuning.HeldOutReading;
import io.pitchpipe.portal.tuning.TuningJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the held-out examples have to say about a job, in words. */
final class HeldOutText {

    private HeldOutText() {}

    /** What they decided: which epoch is kept, and why it ended early; empty if they decided nothing, or nothing yet. */
    static String decided(Component texts, TuningJob job) {
        var outcome = job.heldOutOutcome();
        var sentences = new ArrayList<String>();
        if (outcome.endedEarly()) {
            sentences.add(texts.getTranslation(
                    "training.heldOut.early", job.heldOutUse().patience()));
        }
        if (job.heldOutUse().keepBest() && outcome.keptEpoch().isPresent()) {
            sentences.add(texts.getTranslation(
                    "training.heldOut.kept", outcome.keptEpoch().getAsInt()));
        } else if (outcome.endedEarly()) {
            sentences.add(texts.getTranslation("training.heldOut.keptLast"));
        }
        return String.join(" ", sentences);
    }

    /** Reads their loss in a sentence; empty while it is too early, or if nothing is measured. */
    static String reading(Component texts, TuningJob job, List<HeldOutLoss> losses) {
        var advice = HeldOutReading.read(losses, job.settings());
        if (advice.verdict() == HeldOutReading.Verdict.TOO_EARLY) {
            return "";
        }
        var key = "training.heldOut." + advice.verdict().name().toLowerCase(Locale.ROOT);
        var kept = advice.verdict() == HeldOutReading.Verdict.RISING
                && job.heldOutUse().keepBest();
        return texts.getTranslation(kept ? key + ".kept" : key, advice.epoch());
    }
}
