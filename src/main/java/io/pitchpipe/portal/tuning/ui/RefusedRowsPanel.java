package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import io.pitchpipe.portal.design.RowLinks;
import io.pitchpipe.portal.tuning.RefusedRow;
import io.pitchpipe.portal.tuning.TuningJob;
import java.util.List;

/** The rows because of which the backend refused a job, all at once and by the dataset's own numbers; not there if there are none. */
final class RefusedRowsPanel extends Section {

    private static final long serialVersionUID = 1L;

    private int shown;

    RefusedRowsPanel() {
        addClassNames("pp-card", "training-refused");
        setVisible(false);
    }

    void show(TuningJob job, List<RefusedRow> rows) {
        if (rows.size() == shown) {
            return;
        }
        shown = rows.size();
        removeAll();
        setVisible(true);
        var source = job.examples();
        add(
                new H2(getTranslation("training.refused.title", rows.size())),
                new Paragraph(getTranslation("training.refused.text", source.name(), source.versionNumber())),
                new RowLinks(
                        rows.stream()
                                .map(each -> new RowLinks.Entry(each.row(), each.reason()))
                                .toList(),
                        row -> TuningNavigation.row(source.dataset(), source.versionNumber(), row)));
    }
}
