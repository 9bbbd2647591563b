package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.dataset.Conflict;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetCards;
import io.pitchpipe.portal.dataset.DatasetCopies;
import io.pitchpipe.portal.dataset.DatasetRows;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetVersion;
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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What the check found as a list, worst first; one is open at a time, with what can be done about it, and is in the address. */
@Route("datasets/:id/check")
@PermitAll
class DatasetCheckView extends DatasetPage {

    private static final long serialVersionUID = 1L;

    private final transient DatasetRows rows;
    private final transient DatasetCards lengths;
    private final List<FindingCard> cards = new ArrayList<>();
    private Map<String, List<String>> parameters = Map.of();
    private transient Optional<FindingCode> open = Optional.empty();
    private transient ValidationReport report = new ValidationReport(0, 0, List.of());

    DatasetCheckView(
            DatasetService datasets,
            DatasetCopies copies,
            DatasetRows rows,
            DatasetCards lengths,
            Changes changes,
            CurrentTeam currentTeam) {
        super(datasets, copies, changes, currentTeam);
        this.rows = rows;
        this.lengths = lengths;
    }

    @Override
    void entered(BeforeEnterEvent entering) {
        var asked = entering.getLocation().getQueryParameters();
        parameters = asked.getParameters();
        open = asked.getSingleParameter("finding").flatMap(RowsAddress::code);
    }

    @Override
    boolean fixesProblems() {
        return true;
    }

    @Override
    void fill(Dataset current) {
        var version = current.latest();
        content.removeAll();
        cards.clear();
        rows.report(team, version.id()).ifPresent(found -> {
            report = found;
            var kept = rows.kept(team, version.id());
            content.add(summary(found, kept));
            if (version.rejected() > 0) {
                var links = new Div(DownloadLinks.leftOut(rows, team, current.name(), version));
                links.addClassName("pp-actions");
                content.add(links);
            }
            list(current, kept);
        });
        if (version.rows() > 0) {
            content.add(new BaseFitPanel(lengths, team, version, this::delete));
        }
    }

    private void list(Dataset current, Set<FindingCode> kept) {
        var version = current.latest();
        var link = new FindingLink(current.id());
        var actions = actions(version);
        report.groups().stream()
                .sorted(Comparator.comparing((ValidationReport.Group group) -> kept.contains(group.code()))
                        .thenComparing(ValidationReport.Group::code))
                .map(group -> new FindingCard(link, group, kept.contains(group.code()), version.number() + 1, actions))
                .forEach(cards::add);
        if (cards.isEmpty()) {
            return;
        }
        // What stands in the way is open at once; the rest is for whoever asks.
        if (open.isEmpty() && cards.getFirst().code().severity() == Severity.ERROR) {
            open = Optional.of(cards.getFirst().code());
        }
        showOpen();
        var list = new UnorderedList();
        list.addClassNames("pp-rows", "dataset-findings");
        list.getElement().setAttribute("aria-label", getTranslation("dataset.check.list"));
        cards.forEach(list::add);
        content.add(list);
    }

    private void showOpen() {
        for (var card : cards) {
            if (open.filter(card.code()::equals).isPresent()) {
                card.open(new RelatedFindings(report));
            } else {
                card.close();
            }
        }
    }

    /** Which one is open goes into the address, so that a reload or a link shows the same. */
    private void toggle(FindingCode code) {
        open = open.filter(code::equals).isPresent() ? Optional.empty() : Optional.of(code);
        showOpen();
        var changed = new HashMap<>(parameters);
        changed.remove("finding");
        open.ifPresent(shown -> changed.put("finding", List.of(shown.name())));
        var address = new Location(DatasetNavigation.check(dataset().id()), new QueryParameters(changed));
        getUI().ifPresent(ui -> ui.getPage().getHistory().replaceState(null, address));
    }

    private Div summary(ValidationReport report, Set<FindingCode> kept) {
        var unsettled = report.groups().stream()
                .filter(group -> !kept.contains(group.code()))
                .toList();
        var blocked = !report.isValid();
        var worth = unsettled.stream().anyMatch(group -> group.code().severity() != Severity.ADVICE);
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
            var fix = fixAll(fixes, all);
            if (blocked) {
                fix.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
            }
            summary.add(fix);
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
        var version = latest();
        fix.addClickListener(click -> ViewTask.call(() -> rows.preview(team, version.id(), fixes))
                .then(found -> {
                    shown.removeAll();
                    shown.setVisible(true);
                    shown.add(new AllFixesPanel(
                            found, version.number() + 1, () -> apply(fixes), () -> shown.setVisible(false)));
                })
                .lastly(() -> fix.setEnabled(true))
                .start(this));
        return fix;
    }

    private FindingCard.Actions actions(DatasetVersion shown) {
        VersionId version = shown.id();
        return new FindingCard.Actions() {
            @Override
            public void toggle(FindingCode code) {
                DatasetCheckView.this.toggle(code);
            }

            @Override
            public void conflicts(Consumer<List<Conflict>> then) {
                ViewTask.call(() -> rows.conflicts(team, version)).then(then).start(DatasetCheckView.this);
            }

            @Override
            public void preview(Fix fix, Consumer<FixPreview> then) {
                ViewTask.call(() -> rows.preview(team, version, Set.of(fix)))
                        .then(then)
                        .start(DatasetCheckView.this);
            }

            @Override
            public void fix(Fix fix) {
                apply(Set.of(fix));
            }

            @Override
            public void keep(FindingCode code, boolean keep) {
                rows.keep(team, version, code, keep);
                refresh();
            }
        };
    }

    private void delete(Set<Long> numbers) {
        var base = latest();
        ViewTask.call(() -> rows.delete(team, base.id(), numbers))
                .then(made -> {
                    refresh();
                    Notifications.succeeded(
                            getTranslation("dataset.rows.deleted", DatasetText.rows(numbers.size())),
                            getTranslation("dataset.undo"),
                            () -> ViewTask.call(() -> rows.restore(team, base.id()))
                                    .then(back -> refresh())
                                    .start(this));
                })
                .start(this);
    }

    private void apply(Set<Fix> fixes) {
        var base = latest();
        ViewTask.call(() -> rows.fix(team, base.id(), fixes))
                .then(made -> {
                    refresh();
                    var done = made.state().settled()
                            ? getTranslation("dataset.fixed", made.number(), DatasetText.change(made.change()))
                            : getTranslation("dataset.fixing", made.number());
                    Notifications.succeeded(
                            done,
                            getTranslation("dataset.undo"),
                            () -> ViewTask.call(() -> rows.restore(team, base.id()))
                                    .then(back -> refresh())
                                    .start(this));
                })
                .start(this);
    }
}
