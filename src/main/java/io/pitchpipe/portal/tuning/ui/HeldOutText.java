package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.tuning.HeldOutReading;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningSettings;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

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

    /**
     * Their loss in a sentence; empty while it is too early, or if nothing is measured.
     *
     * @param rateIsWrong the coach advises on the learning rate: then it, and not the examples, is what to look at first
     */
    static String reading(Component texts, TuningJob job, HeldOutReading.Advice advice, boolean rateIsWrong) {
        if (advice.verdict() == HeldOutReading.Verdict.TOO_EARLY) {
            return "";
        }
        var key = key(job, advice);
        return texts.getTranslation(
                "training.heldOut." + (rateIsWrong && key.equals("no_help") ? "no_help.rate" : key), advice.epoch());
    }

    /** Only a run that went through its epochs says how many are right; of part of one it is told what was measured. */
    private static String key(TuningJob job, HeldOutReading.Advice advice) {
        var verdict = advice.verdict();
        if (job.state().ended() && job.state() != JobState.ACTIVE) {
            return verdict == HeldOutReading.Verdict.NO_HELP ? "part.no_help" : "part";
        }
        if (verdict == HeldOutReading.Verdict.FALLING && job.heldOutOutcome().endedEarly()) {
            return "level";
        }
        var name = verdict.name().toLowerCase(Locale.ROOT);
        if (verdict == HeldOutReading.Verdict.FALLING && job.state().ended()) {
            return name + ".ended";
        }
        if (!isKept(job, advice)) {
            return name;
        }
        return name + (job.state().ended() ? ".kept" : ".best");
    }

    /** What to try in place of the job's settings; nothing if the best epoch is kept anyway. */
    static Optional<TuningSettings> retune(TuningJob job, HeldOutReading.Advice advice) {
        return isKept(job, advice) ? Optional.empty() : advice.retune();
    }

    private static boolean isKept(TuningJob job, HeldOutReading.Advice advice) {
        return advice.verdict() == HeldOutReading.Verdict.RISING
                && job.heldOutUse().keepBest();
    }
}
