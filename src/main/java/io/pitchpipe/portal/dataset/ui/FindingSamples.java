package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.ValidationReport;

/** The first findings of a kind: where each is, and beside it, all at one edge, what stands there. */
final class FindingSamples extends UnorderedList {

    private static final long serialVersionUID = 1L;

    static final int SHOWN = 3;

    /** Characters that fit into the lines shown, even where the page is narrow. */
    private static final int SHORT = 100;

    private static final int LINES = 3;

    FindingSamples(FindingLink rows, ValidationReport.Group group) {
        addClassName("dataset-examples");
        group.findings().stream()
                .filter(finding -> finding.row() > 0
                        || finding.line() > 0
                        || !finding.details().isEmpty())
                .limit(SHOWN)
                .forEach(finding -> add(sample(rows, finding)));
        setVisible(getComponentCount() > 0);
    }

    private static ListItem sample(FindingLink rows, Finding finding) {
        var words = DatasetText.where(finding);
        Component where = finding.row() > 0 ? rows.row(finding.row(), words) : new Span(words);
        var item = new ListItem(where);
        if (!finding.excerpt().isEmpty()) {
            item.add(text(finding.excerpt()));
        }
        return item;
    }

    /** What stands in a row, in its own direction; of a long text a few lines, until more is asked for. */
    static Component text(String excerpt) {
        var text = new Span(DatasetText.withoutBlankLines(excerpt));
        text.addClassNames("dataset-excerpt", "pp-mono");
        text.getElement().setAttribute("dir", "auto");
        if (text.getText().length() <= SHORT && text.getText().lines().count() <= LINES) {
            return text;
        }
        var more = new NativeButton(DatasetText.text("dataset.excerpt.more"));
        more.addClassName("dataset-more");
        more.getElement().setAttribute("aria-expanded", "false");
        more.addClickListener(click -> {
            var whole = !text.hasClassName("dataset-excerpt-whole");
            text.setClassName("dataset-excerpt-whole", whole);
            more.getElement().setAttribute("aria-expanded", Boolean.toString(whole));
            more.setText(DatasetText.text(whole ? "dataset.excerpt.less" : "dataset.excerpt.more"));
        });
        return new Div(text, more);
    }
}
