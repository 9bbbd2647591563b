package io.pitchpipe.portal.evaluation.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.DescriptionList;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.design.StatusBadge;
import io.pitchpipe.portal.evaluation.Sample;
import io.pitchpipe.portal.evaluation.Scorer;
import java.util.List;

/** Examples with what was expected and what both models said; all of it untrusted text. */
final class SampleList extends UnorderedList {

    private static final long serialVersionUID = 1L;

    /** Beyond this many characters or lines, a text scrolls in its place; the keyboard reaches it there. */
    private static final int LONG = 400;

    private static final int LINES = 8;

    /** @param mixed whether each says of which sort it is */
    SampleList(List<Sample> samples, boolean mixed) {
        addClassName("evaluation-samples");
        samples.forEach(sample -> add(new ListItem(card(sample, mixed))));
    }

    private Component card(Sample sample, boolean mixed) {
        var list = new DescriptionList();
        list.addClassNames("pp-card", "evaluation-sample");
        var input = new Div(text(sample.input()));
        input.addClassName("evaluation-answer");
        if (mixed) {
            input.add(new StatusBadge(
                    StatusBadge.Tone.NEUTRAL,
                    getTranslation(sample.heldOut() ? "evaluation.sample.held-out" : "evaluation.sample.taught")));
        }
        entry(list, "evaluation.input", input);
        entry(list, "evaluation.expected", text(sample.expected()));
        entry(list, "evaluation.base", answer(sample.baseAnswer(), sample.base()));
        entry(list, "evaluation.tuned", answer(sample.tunedAnswer(), sample.tuned()));
        return list;
    }

    private void entry(DescriptionList list, String key, Component value) {
        list.add(new DescriptionList.Term(getTranslation(key)), new DescriptionList.Description(value));
    }

    private Component answer(String answer, Scorer.Score score) {
        var badge = new StatusBadge(
                score.right() ? StatusBadge.Tone.GOOD : StatusBadge.Tone.STOPPED,
                getTranslation(score.right() ? "evaluation.is-right" : "evaluation.is-wrong"));
        var line = new Div(text(answer.isBlank() ? getTranslation("evaluation.nothing") : answer), badge);
        line.addClassName("evaluation-answer");
        return line;
    }

    private static Span text(String text) {
        var span = new Span(text);
        span.addClassName("evaluation-text");
        if (text.length() > LONG || text.lines().count() > LINES) {
            span.addClassName("evaluation-text-long");
            span.getElement().setAttribute("tabindex", "0");
        }
        return span;
    }
}
