package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.select.Select;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.data.value.ValueChangeMode;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.RowMatches;
import io.pitchpipe.portal.dataset.RowQuery;
import io.pitchpipe.portal.dataset.ValidationReport;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import java.util.List;
import java.util.Optional;

/** Which rows are shown: those with a text, those with a finding, or both; and how many these are. */
final class RowFilter extends Div {

    private static final long serialVersionUID = 1L;

    private final TextField text = new TextField();
    private final Select<FindingCode> finding = new Select<>();
    private final Span count = new Span();

    /** @param changed called after the user has changed what is wanted */
    RowFilter(Runnable changed) {
        addClassName("dataset-filter");
        text.setPlaceholder(getTranslation("dataset.filter.text"));
        text.setAriaLabel(getTranslation("dataset.filter.text"));
        text.setPrefixComponent(Icons.of("search"));
        text.setClearButtonVisible(true);
        text.setMaxLength(RowQuery.TEXT);
        text.setValueChangeMode(ValueChangeMode.LAZY);
        text.setTestId("dataset-search");
        text.addValueChangeListener(change -> told(change.isFromClient(), changed));
        finding.setAriaLabel(getTranslation("dataset.filter.finding"));
        finding.setEmptySelectionAllowed(true);
        finding.setEmptySelectionCaption(getTranslation("dataset.filter.all"));
        finding.setItemLabelGenerator(
                code -> code == null ? getTranslation("dataset.filter.all") : getTranslation("dataset.filter." + code));
        finding.setTestId("dataset-finding");
        finding.addValueChangeListener(change -> told(change.isFromClient(), changed));
        count.addClassNames("pp-secondary", "pp-small");
        count.getElement().setAttribute("role", "status");
        add(text, finding, count);
    }

    private static void told(boolean byUser, Runnable changed) {
        if (byUser) {
            changed.run();
        }
    }

    RowQuery query() {
        return new RowQuery(text.getValue(), Optional.ofNullable(finding.getValue()));
    }

    /** Shows a query without telling that it has changed. */
    void show(RowQuery query) {
        text.setValue(query.text());
        finding.setValue(query.finding().orElse(null));
    }

    /** Offers the findings of a report that are about rows of the version; keeps what is chosen. */
    void offer(ValidationReport report) {
        var chosen = finding.getValue();
        var codes = report.groups().stream()
                .filter(group -> group.findings().stream().anyMatch(found -> found.row() > 0))
                .map(ValidationReport.Group::code)
                .toList();
        finding.setItems(chosen == null || codes.contains(chosen) ? codes : with(codes, chosen));
        finding.setValue(chosen);
        finding.setVisible(!codes.isEmpty() || chosen != null);
    }

    private static List<FindingCode> with(List<FindingCode> codes, FindingCode chosen) {
        return java.util.stream.Stream.concat(codes.stream(), java.util.stream.Stream.of(chosen))
                .toList();
    }

    void searching() {
        count.setText(getTranslation("dataset.filter.searching"));
    }

    void found(RowMatches matches) {
        count.setText(
                matches.count() > matches.numbers().size()
                        ? getTranslation(
                                "dataset.filter.some",
                                DatasetText.rows(matches.count()),
                                Formats.number(matches.numbers().size()))
                        : getTranslation("dataset.filter.found", DatasetText.rows(matches.count())));
    }

    void everything() {
        count.setText("");
    }
}
