package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.dom.Element;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.Row;
import io.pitchpipe.portal.design.Formats;
import java.util.List;
import java.util.Optional;

/** A row before and after a change, with the changed places marked and in sight. */
final class ChangeLine extends Div {

    private static final long serialVersionUID = 1L;

    private static final Example NOTHING = new Example("", "");

    /**
     * @param before empty if the row is new
     * @param after empty if it goes
     * @param goneKey the words for a row that goes
     */
    ChangeLine(Optional<Row> before, Optional<Example> after, String goneKey) {
        addClassName("dataset-change");
        var old = before.map(Row::example).orElse(NOTHING);
        // What is all new, or goes as a whole, is compared with itself: nothing in it is marked.
        var now = after.orElse(old);
        var compared = before.isPresent() ? old : now;
        var input = TextChange.between(compared.input(), now.input());
        var output = TextChange.between(compared.output(), now.output());
        before.ifPresent(row -> add(
                new Span(getTranslation("dataset.finding.row", Formats.number(row.number()))),
                side("dataset-before", "del", input.before(), output.before())));
        if (after.isPresent()) {
            add(side("dataset-after", "ins", input.after(), output.after()));
        } else {
            add(new Span(getTranslation(goneKey)));
        }
    }

    private static Component side(
            String className, String mark, List<TextChange.Part> input, List<TextChange.Part> output) {
        var text = new Span();
        text.addClassNames(className, "pp-mono");
        text.getElement().setAttribute("dir", "auto");
        append(text, mark, input);
        text.getElement().appendChild(Element.createText(" → "));
        append(text, mark, output);
        return text;
    }

    private static void append(Span text, String mark, List<TextChange.Part> parts) {
        for (var part : parts) {
            if (part.changed()) {
                var changed = new Element(mark);
                changed.setText(visible(part.text()));
                text.getElement().appendChild(changed);
            } else {
                text.getElement().appendChild(Element.createText(DatasetText.withoutBlankLines(part.text())));
            }
        }
    }

    /** White space at the ends of what changed, which is what is often wrong, as middle dots and marks for the ends of lines. */
    private static String visible(String changed) {
        var start = changed.length() - changed.stripLeading().length();
        var end = Math.max(start, changed.stripTrailing().length());
        return dots(changed.substring(0, start)) + changed.substring(start, end) + dots(changed.substring(end));
    }

    private static String dots(String blanks) {
        return blanks.replaceAll("\\r\\n?|\\n", "↵").replaceAll("\\s", "·");
    }
}
