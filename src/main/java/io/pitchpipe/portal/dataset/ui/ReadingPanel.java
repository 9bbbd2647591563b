package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.progressbar.ProgressBar;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.VersionChange;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import java.time.Duration;
import java.time.Instant;

/** How far reading has come: amount, rate, time left; can be left, and cancelled. */
final class ReadingPanel extends Div {

    private static final long serialVersionUID = 1L;

    ReadingPanel(DatasetVersion version, Runnable cancel) {
        addClassNames("pp-card", "dataset-progress");
        var fixing = version.change().kind() == VersionChange.Kind.FIXED;
        var title = fixing ? "dataset.reading.title.fix" : "dataset.reading.title";
        var progress = version.progress();
        var bar = new ProgressBar(0, 1, progress.fraction());
        bar.setIndeterminate(progress.bytesRead() == 0);
        bar.getElement().setAttribute("aria-label", getTranslation(title));
        var facts = new Paragraph(getTranslation(
                "dataset.reading.progress",
                DatasetText.rows(progress.rowsRead()),
                Formats.bytes(progress.bytesRead()),
                Formats.bytes(progress.bytesTotal()),
                left(version)));
        facts.addClassName("pp-number");
        facts.getElement().setAttribute("role", "status");
        var safe = new Paragraph(getTranslation("dataset.reading.leave"));
        safe.addClassName("pp-secondary");
        var stop = new Button(
                getTranslation(fixing ? "dataset.reading.cancel.fix" : "dataset.reading.cancel"),
                click -> cancel.run());
        stop.setDisableOnClick(true);
        add(new H2(getTranslation(title)), bar, facts);
        if (DatasetText.notKept(version)) {
            var waits = new Div(Icons.of("triangle-alert"), new Span(getTranslation(waiting(version))));
            waits.addClassName("pp-note");
            add(waits);
        }
        add(safe, stop);
    }

    /** What becomes of it depends on what would be lost: a file can be brought again, and what somebody typed cannot. */
    private static String waiting(DatasetVersion version) {
        return switch (version.change().kind()) {
            case IMPORTED, PASTED, SAMPLE -> "dataset.reading.waits";
            case FIXED -> "dataset.reading.waits.fix";
            case RESTORED, COPIED, EDITED, ADDED, DELETED -> "dataset.reading.waits.rows";
        };
    }

    private String left(DatasetVersion version) {
        var progress = version.progress();
        var passed = Duration.between(version.at(), Instant.now()).toMillis();
        if (progress.bytesRead() == 0 || passed <= 0) {
            return getTranslation("dataset.reading.soon");
        }
        var rest = progress.bytesTotal() - progress.bytesRead();
        return getTranslation(
                "dataset.reading.left",
                Formats.about(Duration.ofMillis(Math.max(0, passed * rest / progress.bytesRead()))));
    }
}
