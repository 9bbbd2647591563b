package io.pitchpipe.portal.evaluation.ui;

import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.evaluation.Evaluation;
import io.pitchpipe.portal.evaluation.Likely;
import io.pitchpipe.portal.evaluation.Tally;
import io.pitchpipe.portal.evaluation.Verdict;
import java.util.ArrayList;
import java.util.Locale;

/** A verdict in words. */
final class VerdictText {

    /** An answer that is longer (code points) is cut where a sentence names it. */
    private static final int NAMED = 60;

    private VerdictText() {}

    /** What to make of it, by what decides. */
    static String sentence(Verdict verdict) {
        var by = verdict.deciding();
        return I18NProvider.translate(
                "evaluation.verdict."
                        + verdict.kind().name().toLowerCase(Locale.ROOT)
                        + (verdict.heldOut().isEmpty() ? ".taught" : ""),
                by.tunedRight(),
                by.asked(),
                by.baseRight(),
                verdict.taught().tunedRight(),
                verdict.taught().asked());
    }

    /**
     * What always giving the most frequent answer would have right; empty where no answer is given twice.
     *
     * @param named whether the reader may see the examples, and so that answer
     */
    static String baseline(Verdict verdict, boolean named) {
        var by = verdict.deciding();
        return verdict.baseline()
                .map(common -> named
                        ? I18NProvider.translate(
                                "evaluation.baseline", cut(common.answer()), by.commonRight(), by.asked())
                        : I18NProvider.translate("evaluation.baseline.unnamed", by.commonRight(), by.asked()))
                .orElse("");
    }

    /** An answer as it is named in a sentence. */
    static String cut(String answer) {
        var line = answer.strip().replaceAll("\\s+", " ");
        return line.codePointCount(0, line.length()) <= NAMED
                ? line
                : line.substring(0, line.offsetByCodePoints(0, NAMED)) + "…";
    }

    /** What the tuned model has right of each sort that was asked, held out first: "9 of 14 held out, 6 of 6 taught". */
    static String counts(Verdict verdict) {
        var counts = new ArrayList<String>();
        if (!verdict.heldOut().isEmpty()) {
            counts.add(count("evaluation.count.held-out", verdict.heldOut()));
        }
        if (!verdict.taught().isEmpty()) {
            counts.add(count("evaluation.count.taught", verdict.taught()));
        }
        return String.join(", ", counts);
    }

    private static String count(String key, Tally tally) {
        return I18NProvider.translate(key, tally.tunedRight(), tally.asked());
    }

    /** How much chance there is in the count of held-out examples, which are few; empty if none was asked. */
    static String chance(Verdict verdict) {
        var tally = verdict.heldOut();
        if (tally.isEmpty()) {
            return "";
        }
        var likely = Likely.of(tally.tunedRight(), tally.asked());
        var said = new ArrayList<String>();
        said.add(I18NProvider.translate(
                "evaluation.chance", tally.asked(), hundredths(likely.low()), hundredths(likely.high())));
        var more = tally.tunedRight() - tally.baseRight();
        // Where the sentence above does not say it.
        if (verdict.kind() == Verdict.Kind.TOO_FEW
                && more > 0
                && Likely.mayBeChance(tally.tunedRight(), tally.baseRight(), tally.asked())) {
            said.add(I18NProvider.translate("evaluation.chance.base", more));
        }
        return String.join(" ", said);
    }

    /** What the counts show, and what may flatter them. */
    static String meaning(Evaluation run, Verdict verdict) {
        if (verdict.heldOut().isEmpty()) {
            return I18NProvider.translate("evaluation.seen");
        }
        var meaning = I18NProvider.translate("evaluation.both");
        return run.epochChosen() ? meaning + " " + I18NProvider.translate("evaluation.epoch-chosen") : meaning;
    }

    private static long hundredths(double share) {
        return Math.round(share * 100);
    }
}
