package io.pitchpipe.portal.evaluation.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.ShareBar;
import io.pitchpipe.portal.evaluation.Evaluation;
import io.pitchpipe.portal.evaluation.Tally;
import io.pitchpipe.portal.evaluation.Verdict;

/** The verdict as a sentence, both scores beside each other for each sort of examples, and how far they are to be trusted. */
final class VerdictCard extends Div {

    private static final long serialVersionUID = 1L;

    private final transient Verdict verdict;
    private final boolean named;

    /**
     * @param run the one that came to the verdict
     * @param named whether the reader may see the examples, and so the most frequent answer
     */
    VerdictCard(Evaluation run, Verdict verdict, boolean named) {
        this.verdict = verdict;
        this.named = named;
        addClassNames("pp-card", "pp-stack", "evaluation-verdict");
        var sentence = new Paragraph(VerdictText.sentence(verdict));
        sentence.addClassName("evaluation-sentence");
        add(sentence);
        var baseline = VerdictText.baseline(verdict, named);
        if (!baseline.isEmpty()) {
            add(new Paragraph(baseline));
        }
        scores("evaluation.held-out", verdict.heldOut());
        scores("evaluation.taught", verdict.taught());
        note(VerdictText.chance(verdict));
        note(VerdictText.meaning(run, verdict));
    }

    private void scores(String key, Tally tally) {
        if (tally.isEmpty()) {
            return;
        }
        var sort = new Div(
                new H3(getTranslation(key)),
                score(getTranslation("evaluation.tuned"), tally.tunedRight(), tally.asked(), tally.tunedCloseness()),
                reference(getTranslation("evaluation.base"), tally.baseRight(), tally.asked(), tally.baseCloseness()));
        verdict.baseline()
                .ifPresent(common -> sort.add(reference(
                        named
                                ? getTranslation("evaluation.always", VerdictText.cut(common.answer()))
                                : getTranslation("evaluation.always.unnamed"),
                        tally.commonRight(),
                        tally.asked(),
                        tally.commonCloseness())));
        sort.addClassName("evaluation-sort");
        add(sort);
    }

    private Div score(String name, int right, int asked, double closeness) {
        return score(name, ShareBar.of(name, right, asked), right, asked, closeness);
    }

    /** What the tuned model is measured against. */
    private Div reference(String name, int right, int asked, double closeness) {
        return score(name, ShareBar.of(name, right, asked).reference(), right, asked, closeness);
    }

    private Div score(String name, ShareBar bar, int right, int asked, double closeness) {
        var label = new Span(name);
        label.addClassNames("evaluation-score-name", "pp-ellipsis");
        label.getElement().setAttribute("title", name);
        var figure = Formats.tabular(
                getTranslation("evaluation.right", right, asked),
                getTranslation("evaluation.closeness", Formats.percent(closeness)));
        var row = new Div(label, bar, figure);
        row.addClassName("evaluation-score");
        return row;
    }

    private void note(String words) {
        if (!words.isEmpty()) {
            var note = new Paragraph(words);
            note.addClassNames("pp-secondary", "pp-small");
            add(note);
        }
    }
}
