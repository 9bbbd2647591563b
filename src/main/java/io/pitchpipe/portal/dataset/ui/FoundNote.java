package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.ValidationReport;
import io.pitchpipe.portal.dataset.VersionChange;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;

/** Says after an import what the check found, before anybody goes on from a dataset that is ready. */
final class FoundNote extends Div {

    private static final long serialVersionUID = 1L;

    private static final Set<VersionChange.Kind> IMPORTS =
            Set.of(VersionChange.Kind.IMPORTED, VersionChange.Kind.PASTED);

    private FoundNote(DatasetVersion version, String worst, int open) {
        addClassNames("pp-note", "dataset-found");
        getElement().setAttribute("role", "status");
        add(
                Icons.of("info"),
                new Span(getTranslation("dataset.found", DatasetText.rows(version.rows()), open, worst)),
                Links.button(DatasetNavigation.check(version.dataset()), getTranslation("dataset.found.look")));
    }

    /** @param kept the findings that are left as they are */
    static Optional<FoundNote> of(DatasetVersion version, ValidationReport report, Set<FindingCode> kept) {
        if (!IMPORTS.contains(version.change().kind())) {
            return Optional.empty();
        }
        var open = report.groups().stream()
                .filter(group -> !kept.contains(group.code()))
                .sorted(Comparator.comparing(ValidationReport.Group::code))
                .toList();
        return open.stream().findFirst().map(worst -> new FoundNote(version, DatasetText.count(worst), open.size()));
    }
}
