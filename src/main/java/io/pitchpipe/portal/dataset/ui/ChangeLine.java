package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.Row;
import io.pitchpipe.portal.design.Formats;
import java.util.Optional;

/** A row before and after a change. */
final class ChangeLine extends Div {

    private static final long serialVersionUID = 1L;

    /**
     * @param before empty if the row is new
     * @param after empty if it goes
     * @param goneKey the words for a row that goes
     */
    ChangeLine(Optional<Row> before, Optional<Example> after, String goneKey) {
        addClassName("dataset-change");
        before.ifPresent(row -> add(
                new Span(getTranslation("dataset.finding.row", Formats.number(row.number()))),
                side("dataset-before", row.example())));
        after.ifPresentOrElse(
                example -> add(side("dataset-after", example)), () -> add(new Span(getTranslation(goneKey))));
    }

    /** White space at the ends, which is what is often wrong, shown as middle dots. */
    private static Component side(String className, Example example) {
        var text = new Span(visible(example.input()) + " → " + visible(example.output()));
        text.addClassNames(className, "pp-mono");
        text.getElement().setAttribute("dir", "auto");
        return text;
    }

    private static String visible(String text) {
        var start = text.length() - text.stripLeading().length();
        var end = text.stripTrailing().length();
        if (end <= start) {
            return "·".repeat(Math.min(10, text.length()));
        }
        var middle = text.substring(start, end);
        var cut = middle.codePointCount(0, middle.length()) <= 80
                ? middle
                : middle.substring(0, middle.offsetByCodePoints(0, 80)) + "…";
        return "·".repeat(Math.min(10, start)) + cut + "·".repeat(Math.min(10, text.length() - end));
    }
}
