package io.pitchpipe.portal.evaluation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.NativeTable;
import com.vaadin.flow.component.html.NativeTableRow;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.StatusBadge;
import io.pitchpipe.portal.evaluation.Sample;
import io.pitchpipe.portal.evaluation.Scorer;
import java.util.List;

/**
 * Examples with what was expected and what both models said, all of it untrusted text: a table, whose rows become cards where there is no
 * room for its columns.
 */
final class SampleList extends NativeTable {

    private static final long serialVersionUID = 1L;

    /** Beyond this many characters or lines, a text scrolls in its place; the keyboard reaches it there. */
    private static final int LONG = 400;

    private static final int LINES = 8;

    private final boolean mixed;

    /** @param mixed whether each says of which sort it is */
    SampleList(List<Sample> samples, boolean mixed) {
        this.mixed = mixed;
        addClassName("evaluation-samples");
        var head = new NativeTableRow();
        for (var key : List.of("input", "expected", "base", "tuned")) {
            var cell = head.addHeaderCell();
            cell.setText(getTranslation("evaluation." + key));
            cell.getElement().setAttribute("scope", "col");
        }
        getHead().addRows(head);
        samples.forEach(sample -> getBody().addRows(row(sample)));
    }

    private NativeTableRow row(Sample sample) {
        var row = new NativeTableRow();
        var input = new Div(text(sample.input()));
        if (mixed) {
            var sort = new Span(
                    getTranslation(sample.heldOut() ? "evaluation.sample.held-out" : "evaluation.sample.taught"));
            sort.addClassNames("pp-secondary", "pp-small");
            input.add(sort);
            input.addClassName("evaluation-input");
        }
        cell(row, "input", input);
        cell(row, "expected", text(sample.expected()));
        cell(row, "base", answer(sample.baseAnswer(), sample.base(), sample.baseCut()));
        cell(row, "tuned", answer(sample.tunedAnswer(), sample.tuned(), sample.tunedCut()));
        return row;
    }

    /** The column's name stands in each cell too, for where rows are cards. */
    private void cell(NativeTableRow row, String key, Component value) {
        var cell = row.addDataCell();
        var name = new Span(getTranslation("evaluation." + key));
        name.addClassName("evaluation-column");
        name.getElement().setAttribute("aria-hidden", "true");
        cell.add(name, value);
    }

    /** The word first, so that all words stand in one line below each other. */
    private Component answer(String answer, Scorer.Score score, int cut) {
        var badge = new StatusBadge(
                score.right() ? StatusBadge.Tone.GOOD : StatusBadge.Tone.BAD,
                getTranslation(score.right() ? "evaluation.is-right" : "evaluation.is-wrong"));
        var words = new Div(text(answer.isBlank() ? getTranslation("evaluation.nothing") : answer));
        if (cut > 0) {
            var note = new Span(getTranslation("evaluation.cut", Formats.number(cut)));
            note.addClassNames("pp-secondary", "pp-small", "evaluation-cut");
            words.add(note);
        }
        var line = new Div(badge, words);
        line.addClassName("evaluation-answer");
        return line;
    }

    private static Span text(String text) {
        var span = new Span(text);
        span.addClassName("evaluation-text");
        span.getElement().setAttribute("dir", "auto");
        if (text.length() > LONG || text.lines().count() > LINES) {
            span.addClassName("evaluation-text-long");
            span.getElement().setAttribute("tabindex", "0");
        }
        return span;
    }
}
