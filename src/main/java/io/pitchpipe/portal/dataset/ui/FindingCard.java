package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.FixPreview;
import io.pitchpipe.portal.dataset.Severity;
import io.pitchpipe.portal.dataset.ValidationReport;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.StatusBadge;
import java.util.Optional;
import java.util.function.Consumer;

/** All findings of one kind: how many, why it matters, up to three of them, and what can be done. */
final class FindingCard extends Section {

    private static final long serialVersionUID = 1L;

    private static final int EXAMPLES = 3;

    /** What the card can have done. */
    interface Actions {
        void preview(Fix fix, Consumer<FixPreview> shown);

        /** @param agreed what the preview said */
        void fix(Fix fix, FixPreview agreed);

        void keep(FindingCode code, boolean keep);
    }

    private final transient Actions actions;
    private final Div preview = new Div();

    FindingCard(DatasetId dataset, ValidationReport.Group group, boolean kept, Actions actions) {
        this.actions = actions;
        addClassNames("pp-card", "dataset-finding");
        var code = group.code();
        var title = new H2(count(group));
        var head = new Div(title, badge(code, kept));
        head.addClassName("pp-section-head");
        var why = new Paragraph(getTranslation("dataset.finding." + code + ".why"));
        why.addClassName("pp-secondary");
        preview.addClassName("dataset-fix-preview");
        preview.setVisible(false);
        add(head, why);
        if (!kept) {
            add(examples(dataset, group));
        }
        if (group.count() > EXAMPLES && group.findings().stream().anyMatch(finding -> finding.row() > 0)) {
            add(Links.to(
                    DatasetNavigation.rows(dataset) + "?finding=" + code,
                    getTranslation("dataset.finding.showAll", Formats.number(group.count()))));
        }
        add(buttons(code, kept), preview);
    }

    private String count(ValidationReport.Group group) {
        var key = "dataset.finding." + group.code();
        return group.count() == 1
                ? getTranslation(key + ".one")
                : getTranslation(key + ".many", Formats.number(group.count()));
    }

    private Component badge(FindingCode code, boolean kept) {
        if (kept) {
            return new StatusBadge(StatusBadge.Tone.NEUTRAL, getTranslation("dataset.finding.kept"));
        }
        var tone = switch (code.severity()) {
            case ERROR -> StatusBadge.Tone.BAD;
            case WARNING -> StatusBadge.Tone.CAUTION;
            case ADVICE -> StatusBadge.Tone.NEUTRAL;
        };
        var word = code.leavesRowOut() && code.severity() == Severity.WARNING
                ? "LEFT_OUT"
                : code.severity().name();
        return new StatusBadge(tone, getTranslation("dataset.severity." + word));
    }

    private Component examples(DatasetId dataset, ValidationReport.Group group) {
        var list = new UnorderedList();
        list.addClassName("dataset-examples");
        group.findings().stream()
                .filter(finding -> finding.row() > 0
                        || finding.line() > 0
                        || !finding.details().isEmpty())
                .limit(EXAMPLES)
                .forEach(finding -> list.add(example(dataset, finding)));
        list.setVisible(list.getComponentCount() > 0);
        return list;
    }

    private static ListItem example(DatasetId dataset, Finding finding) {
        var words = DatasetText.where(finding);
        Component where = finding.row() > 0
                ? Links.to(DatasetNavigation.rows(dataset) + "?row=" + finding.row(), words)
                : new Span(words);
        var item = new ListItem(where);
        if (!finding.excerpt().isEmpty()) {
            var excerpt = new Span(finding.excerpt());
            excerpt.addClassNames("dataset-excerpt", "pp-mono");
            excerpt.getElement().setAttribute("dir", "auto");
            item.add(excerpt);
        }
        return item;
    }

    private Component buttons(FindingCode code, boolean kept) {
        var row = new Div();
        row.addClassName("pp-actions");
        if (kept) {
            row.add(new Button(getTranslation("dataset.finding.lookAgain"), click -> actions.keep(code, false)));
            return row;
        }
        code.fix().ifPresent(fix -> {
            var show = new Button(getTranslation("dataset.fix." + fix + ".action"));
            show.addClickListener(click -> actions.preview(fix, found -> show(fix, found)));
            row.add(show);
        });
        if (code.keepable()) {
            var keep = new Button(getTranslation("dataset.finding.keep"), click -> actions.keep(code, true));
            keep.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
            row.add(keep);
        }
        row.setVisible(row.getComponentCount() > 0);
        return row;
    }

    private void show(Fix fix, FixPreview found) {
        preview.removeAll();
        preview.setVisible(true);
        preview.getElement().setAttribute("role", "status");
        preview.add(new Paragraph(getTranslation(
                "dataset.fix.effect", DatasetText.rows(found.dropped()), DatasetText.rows(found.changed()))));
        found.examples()
                .forEach(change -> preview.add(
                        new ChangeLine(Optional.of(change.before()), change.after(), "dataset.fix.dropped")));
        var apply = new Button(getTranslation("dataset.fix.apply"), click -> actions.fix(fix, found));
        apply.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        apply.setDisableOnClick(true);
        var leave = new Button(getTranslation("dataset.fix.leave"), click -> preview.setVisible(false));
        leave.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        var row = new Div(apply, leave);
        row.addClassName("pp-actions");
        preview.add(row);
    }
}
