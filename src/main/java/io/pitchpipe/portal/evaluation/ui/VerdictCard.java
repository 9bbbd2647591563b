package io.pitchpipe.portal.evaluation.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H3;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.evaluation.Evaluation;
import io.pitchpipe.portal.evaluation.Tally;
import io.pitchpipe.portal.evaluation.Verdict;

/** The verdict as a sentence, both scores beside each other for each sort of examples, and how far they are to be trusted. */
final class VerdictCard extends Div {

    private static final long serialVersionUID = 1L;

    /** @param run the one that came to the verdict */
    VerdictCard(Evaluation run, Verdict verdict) {
        addClassNames("pp-card", "pp-stack", "evaluation-verdict");
        var sentence = new Paragraph(VerdictText.sentence(verdict));
        sentence.addClassName("evaluation-sentence");
        add(sentence);
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
                score("evaluation.tuned", tally.tunedRight(), tally.asked(), tally.tunedCloseness()),
                score("evaluation.base", tally.baseRight(), tally.asked(), tally.baseCloseness()));
        sort.addClassName("evaluation-sort");
        add(sort);
    }

    private Div score(String key, int right, int asked, double closeness) {
        var name = new Span(getTranslation(key));
        name.addClassName("evaluation-score-name");
        var bar = new ProgressBar(0, asked, right);
        bar.getElement().setAttribute("aria-label", getTranslation(key));
        var figure = Formats.tabular(
                getTranslation("evaluation.right", right, asked),
                getTranslation("evaluation.closeness", Formats.percent(closeness)));
        var row = new Div(name, bar, figure);
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
