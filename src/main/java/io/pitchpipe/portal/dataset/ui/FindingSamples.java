package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.ValidationReport;

/** The first findings of a kind: where each is, and beside it, all at one edge, what stands there. */
final class FindingSamples extends UnorderedList {

    private static final long serialVersionUID = 1L;

    static final int SHOWN = 3;

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

    /** What stands in a row, in its own direction; long ones are folded. */
    static Span text(String excerpt) {
        var text = new Span(excerpt);
        text.addClassNames("dataset-excerpt", "pp-mono");
        text.getElement().setAttribute("dir", "auto");
        return text;
    }
}
