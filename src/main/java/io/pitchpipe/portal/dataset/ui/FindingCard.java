package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.NativeButton;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Span;
import io.pitchpipe.portal.dataset.Conflict;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.FixPreview;
import io.pitchpipe.portal.dataset.Severity;
import io.pitchpipe.portal.dataset.ValidationReport;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.StatusBadge;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All findings of one kind: a line that says how many there are, and opened, why it matters, some of them, and what can be done. */
final class FindingCard extends ListItem {

    private static final long serialVersionUID = 1L;

    /** What the card needs of the page it is on. */
    interface Actions {
        /** The headline was clicked. */
        void toggle(FindingCode code);

        /** @param shown hears of the inputs that have several outputs */
        void conflicts(Consumer<List<Conflict>> shown);

        void preview(Fix fix, Consumer<FixPreview> shown);

        void fix(Fix fix);

        void keep(FindingCode code, boolean keep);
    }

    private final FindingLink rows;
    private final ValidationReport.Group group;
    private final boolean kept;
    private final transient Actions actions;
    private final int nextVersion;
    private final NativeButton headline = new NativeButton();
    private final Div body = new Div();
    private final Div preview = new Div();

    /**
     * @param rows leads to rows of the dataset
     * @param kept somebody has decided to leave it as it is
     * @param nextVersion the number that a fix will make
     */
    FindingCard(FindingLink rows, ValidationReport.Group group, boolean kept, int nextVersion, Actions actions) {
        this.rows = rows;
        this.group = group;
        this.kept = kept;
        this.nextVersion = nextVersion;
        this.actions = actions;
        addClassName("dataset-finding");
        var title = new Span(DatasetText.count(group));
        title.addClassName("dataset-finding-title");
        headline.add(badge(), title, Icons.of("chevron-down"));
        headline.addClassName("dataset-finding-head");
        headline.addClickListener(click -> actions.toggle(group.code()));
        body.addClassName("dataset-finding-body");
        var id = "finding-" + group.code();
        body.setId(id);
        headline.getElement().setAttribute("aria-controls", id);
        preview.addClassName("dataset-fix-preview");
        preview.setVisible(false);
        add(new H2(headline), body);
        close();
    }

    FindingCode code() {
        return group.code();
    }

    void close() {
        headline.getElement().setAttribute("aria-expanded", "false");
        removeClassName("dataset-finding-open");
        body.setVisible(false);
    }

    /** @param related knows what else was found in the same rows */
    void open(RelatedFindings related) {
        headline.getElement().setAttribute("aria-expanded", "true");
        addClassName("dataset-finding-open");
        body.setVisible(true);
        if (body.getComponentCount() == 0) {
            fill(related);
        }
    }

    private void fill(RelatedFindings related) {
        var code = group.code();
        var why = new Paragraph(getTranslation("dataset.finding." + code + ".why"));
        why.addClassName("pp-secondary");
        body.add(why);
        var same = related.of(code);
        if (!same.isEmpty()) {
            body.add(rows.related(getTranslation("dataset.finding.related"), same));
        }
        if (code == FindingCode.CONFLICT) {
            var conflicts = new ConflictList(rows, related);
            body.add(conflicts);
            actions.conflicts(conflicts::show);
        } else {
            body.add(new FindingSamples(rows, group));
        }
        if (group.count() > FindingSamples.SHOWN && group.findings().stream().anyMatch(finding -> finding.row() > 0)) {
            body.add(
                    Links.to(rows.all(code), getTranslation("dataset.finding.showAll", Formats.number(group.count()))));
        }
        body.add(buttons(), preview);
    }

    private Component badge() {
        if (kept) {
            return new StatusBadge(StatusBadge.Tone.NEUTRAL, getTranslation("dataset.finding.kept"));
        }
        var code = group.code();
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

    private Component buttons() {
        var code = group.code();
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
        preview.add(new Paragraph(DatasetText.effect(found.dropped(), found.changed())));
        found.examples()
                .forEach(change -> preview.add(
                        new ChangeLine(Optional.of(change.before()), change.after(), "dataset.fix.dropped")));
        preview.add(AllFixesPanel.choice(nextVersion, () -> actions.fix(fix), () -> preview.setVisible(false)));
    }
}
