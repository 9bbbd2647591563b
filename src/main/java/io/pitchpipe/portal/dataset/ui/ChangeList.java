package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.dataset.Row;
import io.pitchpipe.portal.dataset.VersionDiff;
import io.pitchpipe.portal.design.Formats;

/** What a version changed, row by row. */
final class ChangeList extends Div {

    private static final long serialVersionUID = 1L;

    ChangeList(VersionDiff diff) {
        addClassName("dataset-change-list");
        add(new Paragraph(
                diff.isEmpty()
                        ? getTranslation("dataset.diff.none")
                        : getTranslation(
                                "dataset.diff.counts",
                                DatasetText.rows(diff.added()),
                                DatasetText.rows(diff.changed()),
                                DatasetText.rows(diff.removed()))));
        diff.changes().forEach(change -> add(line(change)));
        var all = diff.added() + diff.changed() + diff.removed();
        if (all > diff.changes().size()) {
            add(new Paragraph(getTranslation(
                    "dataset.diff.more", Formats.number(all - diff.changes().size()))));
        }
    }

    private ChangeLine line(VersionDiff.Change change) {
        var line = new ChangeLine(change.before(), change.after().map(Row::example), "dataset.diff.removed");
        if (change.before().isEmpty()) {
            var number = change.after().map(row -> Formats.number(row.number())).orElse("");
            line.addComponentAsFirst(new Span(getTranslation("dataset.diff.added", number)));
        }
        return line;
    }
}
