package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.DetachEvent;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetCopies;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetTopics;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Links;
import io.pitchpipe.portal.design.Notifications;
import io.pitchpipe.portal.design.ObjectHeader;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the tabs of one dataset share: its head, its progress while it is being read, and staying current. */
@StyleSheet("context://portal/styles/dataset.css")
abstract class DatasetPage extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    final transient DatasetService datasets;
    final TeamId team;
    final Div content = new Div();
    private final transient DatasetCopies copies;
    private final transient Changes changes;
    private final Div head = new Div();
    private transient Changes.@Nullable Registration watch;
    private @Nullable Dataset dataset;
    private boolean thenTeach;

    DatasetPage(DatasetService datasets, DatasetCopies copies, Changes changes, CurrentTeam currentTeam) {
        this.datasets = datasets;
        this.copies = copies;
        this.changes = changes;
        this.team = currentTeam.id();
        addClassNames("pp-page", "dataset-page");
        content.addClassNames("pp-stack", "dataset-content");
        add(head, content);
    }

    @Override
    public final void beforeEnter(BeforeEnterEvent entering) {
        var id = entering.getRouteParameters()
                .get("id")
                .map(DatasetPage::parse)
                .orElseThrow(() -> new NotFoundException("dataset"));
        thenTeach = entering.getLocation()
                .getQueryParameters()
                .getSingleParameter("then")
                .filter("teach"::equals)
                .isPresent();
        entered(entering);
        show(datasets.find(team, id).orElseThrow(() -> new NotFoundException("dataset")));
    }

    static DatasetId parse(String text) {
        try {
            return DatasetId.of(text);
        } catch (IllegalArgumentException noId) {
            throw new NotFoundException("dataset");
        }
    }

    /** What else the address says. */
    void entered(BeforeEnterEvent entering) {}

    /** Fills {@link #content} for a dataset whose newest version has rows. */
    abstract void fill(Dataset current);

    /** Whether the tab makes sense while the newest version is still being read. */
    boolean waitsForRows() {
        return true;
    }

    /** Whether this is the page on which problems are fixed. */
    boolean fixesProblems() {
        return false;
    }

    final Dataset dataset() {
        if (dataset == null) {
            throw new IllegalStateException("The view was not entered");
        }
        return dataset;
    }

    final DatasetVersion latest() {
        return dataset().latest();
    }

    /** Looks at the dataset again and shows what has changed. */
    final void refresh() {
        current().ifPresent(this::show);
    }

    /** The dataset as it is now; leads to the list if it has been deleted. */
    private Optional<Dataset> current() {
        try {
            var found = datasets.find(team, dataset().id());
            if (found.isEmpty()) {
                getUI().ifPresent(ui -> ui.navigate(DatasetNavigation.list()));
            }
            return found;
        } catch (NotFoundException left) {
            // No longer a member of the team: the frame sees to that.
            return Optional.empty();
        }
    }

    private void show(Dataset found) {
        dataset = found;
        head.removeAll();
        head.add(header(found));
        var state = found.latest().state();
        if (waitsForRows() && !datasets.mayEdit(team)) {
            content.removeAll();
            content.add(new EmptyState(
                    "lock", getTranslation("dataset.viewer.title"), getTranslation("dataset.viewer.text")));
            return;
        }
        if (!waitsForRows() || state.readable()) {
            fill(found);
            return;
        }
        content.removeAll();
        if (!state.settled()) {
            content.add(new ReadingPanel(
                    found.latest(), () -> datasets.cancel(team, found.latest().id())));
        } else if (state == VersionState.CANCELLED) {
            content.add(
                    new Paragraph(getTranslation("dataset.cancelled")),
                    Links.button(DatasetNavigation.bring(), getTranslation("dataset.list.add")));
        } else if (DatasetText.overQuota(found.latest())) {
            content.add(new ErrorPanel(
                    getTranslation("dataset.quota.failed"),
                    getTranslation("dataset.quota.failed.text"),
                    Links.button(DatasetNavigation.list(), getTranslation("dataset.quota.all")),
                    Links.button(DatasetNavigation.bringInto(found.id()), getTranslation("dataset.quota.again"))));
        } else if (DatasetText.notKept(found.latest())) {
            content.add(new ErrorPanel(
                    getTranslation("dataset.storage.failed"),
                    getTranslation("dataset.storage.failed.text"),
                    Links.button(DatasetNavigation.bringInto(found.id()), getTranslation("dataset.quota.again"))));
        } else {
            content.add(new ErrorPanel(
                    getTranslation("dataset.failed.title"),
                    getTranslation(
                            "dataset.failed.text", found.latest().failure().orElse(""))));
        }
    }

    private ObjectHeader header(Dataset found) {
        var version = found.latest();
        var id = found.id();
        var header = new ObjectHeader(found.name())
                .back(DatasetNavigation.list(), getTranslation("dataset.list.title"))
                .status(DatasetText.status(version));
        if (version.state().readable()) {
            header.fact(DatasetText.rows(version.rows())).fact(Formats.bytes(version.bytes()));
        }
        header.fact(getTranslation("dataset.version", version.number())).fact(Formats.time(version.at()));
        var editor = datasets.mayEdit(team);
        if (editor) {
            header.action(new DatasetMenu(this::dataset, datasets, copies, team, this::refresh));
        }
        if (editor && version.state() == VersionState.VALID) {
            header.primary(
                    DatasetNavigation.teach(id),
                    getTranslation(thenTeach ? "dataset.teach.continue" : "dataset.teach"));
        }
        if (editor && version.state() == VersionState.INVALID && !fixesProblems()) {
            header.primary(DatasetNavigation.check(id), getTranslation("dataset.check.open"));
        }
        var findings = editor && version.state().readable() ? datasets.openFindings(team, version.id()) : 0;
        if (findings > 0) {
            header.fact(Links.to(DatasetNavigation.check(id), getTranslation("dataset.findings", findings)));
        }
        header.tab(getTranslation("dataset.tab.rows"), DatasetNavigation.rows(id))
                .tab(getTranslation("dataset.tab.check"), DatasetNavigation.check(id), findings)
                .tab(getTranslation("dataset.tab.versions"), DatasetNavigation.versions(id))
                .tab(getTranslation("dataset.tab.usedBy"), DatasetNavigation.usedBy(id))
                .tab(getTranslation("dataset.tab.card"), DatasetNavigation.card(id));
        return header;
    }

    @Override
    protected void onAttach(AttachEvent attached) {
        super.onAttach(attached);
        var ui = attached.getUI();
        watch = changes.subscribe(DatasetTopics.of(dataset().id()), () -> ui.access(this::lookAgain));
    }

    /** Only what has changed is worth disturbing whoever is working here. */
    private void lookAgain() {
        if (dataset == null || !isAttached()) {
            return;
        }
        var shown = dataset;
        current().filter(found -> !found.equals(shown)).ifPresent(found -> {
            var state = found.latest().state();
            changed(found);
            if (!shown.latest().state().settled() && state.readable()) {
                Notifications.ended(
                        getTranslation(
                                "dataset.read",
                                found.name(),
                                DatasetText.rows(found.latest().rows())),
                        DatasetNavigation.check(found.id()));
            }
        });
    }

    /** Somebody, perhaps here, has changed the dataset. */
    void changed(Dataset current) {
        show(current);
    }

    @Override
    protected void onDetach(DetachEvent detached) {
        if (watch != null) {
            watch.close();
            watch = null;
        }
        super.onDetach(detached);
    }

    @Override
    public String getPageTitle() {
        return dataset == null ? getTranslation("dataset.list.title") : dataset.name();
    }
}
