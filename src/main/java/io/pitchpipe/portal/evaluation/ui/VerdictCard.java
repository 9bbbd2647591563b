package io.pitchpipe.portal.evaluation.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.evaluation.Verdict;

/** The verdict as a sentence, and both scores beside each other. */
final class VerdictCard extends Div {

    private static final long serialVersionUID = 1L;

    VerdictCard(Verdict verdict) {
        addClassNames("pp-card", "pp-stack", "evaluation-verdict");
        var sentence = new Paragraph(getTranslation(
                "evaluation.verdict." + verdict.kind().name().toLowerCase(java.util.Locale.ROOT),
                verdict.tunedRight(),
                verdict.asked(),
                verdict.baseRight()));
        sentence.addClassName("evaluation-sentence");
        var note = new Paragraph(getTranslation(verdict.heldOut() ? "evaluation.held-out" : "evaluation.seen"));
        note.addClassName("pp-secondary");
        add(
                sentence,
                score("evaluation.tuned", verdict.tunedRight(), verdict.asked(), verdict.tunedCloseness()),
                score("evaluation.base", verdict.baseRight(), verdict.asked(), verdict.baseCloseness()),
                note);
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
}
