package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetCopies;
import io.pitchpipe.portal.dataset.DatasetRows;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.FixPreview;
import io.pitchpipe.portal.dataset.Severity;
import io.pitchpipe.portal.dataset.ValidationReport;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.util.Comparator;
import java.util.Set;
import java.util.function.Consumer;

/** What the check found, worst first, with what can be done about it. */
@Route("datasets/:id/check")
@PermitAll
class DatasetCheckView extends DatasetPage {

    private static final long serialVersionUID = 1L;

    private final transient DatasetRows rows;

    DatasetCheckView(
            DatasetService datasets, DatasetCopies copies, DatasetRows rows, Changes changes, CurrentTeam currentTeam) {
        super(datasets, copies, changes, currentTeam);
        this.rows = rows;
    }

    @Override
    void fill(Dataset current) {
        var version = current.latest();
        content.removeAll();
        rows.report(team, version.id()).ifPresent(report -> {
            var kept = rows.kept(team, version.id());
            content.add(summary(report, kept));
            if (version.rejected() > 0) {
                var links = new Div(DownloadLinks.leftOut(rows, team, current.name(), version));
                links.addClassName("pp-actions");
                content.add(links);
            }
            report.groups().stream()
                    .sorted(Comparator.comparing((ValidationReport.Group group) -> kept.contains(group.code()))
                            .thenComparing(ValidationReport.Group::code))
                    .forEach(group -> content.add(
                            new FindingCard(current.id(), group, kept.contains(group.code()), actions(version.id()))));
        });
    }

    private Div summary(ValidationReport report, Set<FindingCode> kept) {
        var open = report.groups().stream()
                .filter(group -> !kept.contains(group.code()))
                .toList();
        var blocked = !report.isValid();
        var worth = open.stream().anyMatch(group -> group.code().severity() != Severity.ADVICE);
        var mark = Icons.of(blocked ? "triangle-alert" : worth ? "info" : "circle-check");
        var words = new Div();
        words.addClassName("dataset-summary-words");
        var key = blocked ? "dataset.check.blocked" : worth ? "dataset.check.worth" : "dataset.check.green";
        var sentence = new Paragraph(getTranslation(key));
        sentence.addClassName("dataset-summary-title");
        words.add(sentence, new Paragraph(count(report)));
        var summary = new Div(mark, words);
        summary.addClassNames("pp-card", "dataset-summary");
        summary.getElement().setAttribute("data-tone", blocked ? "bad" : worth ? "caution" : "good");
        var all = new Div();
        all.addClassNames("pp-card", "dataset-fix-preview");
        all.setVisible(false);
        var fixes = report.safeFixes();
        report.groups().stream()
                .filter(group -> kept.contains(group.code()))
                .forEach(group -> group.code().fix().ifPresent(fixes::remove));
        if (!fixes.isEmpty()) {
            summary.add(fixAll(fixes, all));
        }
        var whole = new Div(summary, all);
        whole.addClassName("pp-stack");
        return whole;
    }

    private String count(ValidationReport report) {
        if (report.rejected() == 0) {
            return getTranslation("dataset.check.all", DatasetText.rows(report.accepted()));
        }
        return getTranslation(
                "dataset.check.some",
                DatasetText.rows(report.accepted()),
                Formats.number(report.total()),
                Formats.number(report.rejected()));
    }

    /** Shows what each fix would do and what comes of them together; nothing is done before that is agreed to. */
    private Button fixAll(Set<Fix> fixes, Div shown) {
        var fix = new Button(getTranslation("dataset.fix.all"), Icons.of("wand-sparkles"));
        fix.setDisableOnClick(true);
        var version = latest().id();
        fix.addClickListener(click -> ViewTask.call(() -> AllFixes.preview(rows, team, version, fixes))
                .then(found -> {
                    shown.removeAll();
                    shown.setVisible(true);
                    shown.add(new AllFixesPanel(
                            found, () -> apply(fixes, found.together(), () -> {}), () -> shown.setVisible(false)));
                })
                .lastly(() -> fix.setEnabled(true))
                .start(this));
        return fix;
    }

    private FindingCard.Actions actions(VersionId version) {
        return new FindingCard.Actions() {
            @Override
            public void preview(Fix fix, Consumer<FixPreview> shown) {
                ViewTask.call(() -> rows.preview(team, version, Set.of(fix)))
                        .then(shown)
                        .start(DatasetCheckView.this);
            }

            @Override
            public void fix(Fix fix, FixPreview agreed) {
                apply(Set.of(fix), agreed, () -> {});
            }

            @Override
            public void keep(FindingCode code, boolean keep) {
                rows.keep(team, version, code, keep);
                refresh();
            }
        };
    }

    private void apply(Set<Fix> fixes, FixPreview agreed, Runnable lastly) {
        var base = latest();
        ViewTask.call(() -> rows.fix(team, base.id(), fixes))
                .then(made -> {
                    refresh();
                    var done = made.state().settled()
                            ? getTranslation(
                                    "dataset.fixed",
                                    made.number(),
                                    DatasetText.rows(agreed.changed()),
                                    DatasetText.rows(base.rows() - made.rows()))
                            : getTranslation("dataset.fixing", made.number());
                    Notifications.succeeded(
                            done,
                            getTranslation("dataset.undo"),
                            () -> ViewTask.call(() -> rows.restore(team, base.id()))
                                    .then(back -> refresh())
                                    .start(this));
                })
                .lastly(lastly)
                .start(this);
    }
}
