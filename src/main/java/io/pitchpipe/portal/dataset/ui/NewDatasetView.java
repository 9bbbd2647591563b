package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetRows;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Peek;
import io.pitchpipe.portal.dataset.Severity;
import io.pitchpipe.portal.dataset.UploadId;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.PageHeader;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Brings a dataset in: a file, pasted rows or the sample; then which column is what, with a live preview; then its name. A received file
 * is in the address, so that reloading the page or going back loses nothing.
 */
@Route("datasets/new")
@PermitAll
@StyleSheet("context://portal/styles/dataset.css")
class NewDatasetView extends Div implements BeforeEnterObserver, HasDynamicTitle {

    private static final long serialVersionUID = 1L;

    private final transient DatasetService datasets;
    private final transient DatasetRows rows;
    private final TeamId team;
    private final Div failure = new Div();
    private final Div steps = new Div();
    private boolean thenTeach;
    /** The dataset that is to have a new version; null for a new dataset. */
    private transient @Nullable Dataset into;

    NewDatasetView(DatasetService datasets, DatasetRows rows, CurrentTeam currentTeam) {
        this.datasets = datasets;
        this.rows = rows;
        this.team = currentTeam.id();
        addClassNames("pp-page", "dataset-new");
        failure.addClassName("dataset-failure");
        steps.addClassName("pp-stack");
    }

    @Override
    public void beforeEnter(BeforeEnterEvent entering) {
        var parameters = entering.getLocation().getQueryParameters();
        thenTeach =
                parameters.getSingleParameter("then").filter("teach"::equals).isPresent();
        into = parameters
                .getSingleParameter("into")
                .map(DatasetPage::parse)
                .map(id -> datasets.find(team, id).orElseThrow(() -> new NotFoundException("dataset")))
                .orElse(null);
        removeAll();
        failure.removeAll();
        add(header(into), failure, steps);
        var upload = parameters
                .getSingleParameter("upload")
                .filter(id -> id.matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"))
                .map(UploadId::of);
        if (upload.isEmpty()) {
            showSources();
        } else {
            showMapping(upload.get());
        }
    }

    private PageHeader header(@Nullable Dataset target) {
        if (target != null) {
            return new PageHeader(getTranslation("dataset.into.title", target.name()))
                    .saying(getTranslation("dataset.into.lead"))
                    .back(DatasetNavigation.versions(target.id()), target.name());
        }
        var header = new PageHeader(getTranslation("dataset.new.title")).saying(getTranslation("dataset.new.lead"));
        return thenTeach
                ? header.back("teach", getTranslation("dataset.new.backToTeach"))
                : header.back(DatasetNavigation.list(), getTranslation("dataset.list.title"));
    }

    /** What the address says besides the file. */
    private Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        if (thenTeach) {
            parameters.put("then", "teach");
        }
        if (into != null) {
            parameters.put("into", into.id().toString());
        }
        return parameters;
    }

    private void showSources() {
        steps.removeAll();
        var sources = new ExampleSources(
                datasets,
                team,
                this::received,
                this::failed,
                () -> say(getTranslation("dataset.new.file.type"), getTranslation("dataset.new.file.types")));
        steps.add(into == null ? sources.withSample(this::created) : sources);
    }

    private void received(UploadId upload) {
        var parameters = parameters();
        parameters.put("upload", upload.toString());
        getUI().ifPresent(ui -> ui.navigate("datasets/new", QueryParameters.simple(Map.copyOf(parameters))));
    }

    private void failed(Exception why) {
        failure.removeAll();
        failure.add(ErrorPanel.of(getTranslation("dataset.new.failed"), why));
    }

    private void say(String title, String text) {
        failure.removeAll();
        failure.add(new ErrorPanel(title, text));
    }

    private void showMapping(UploadId upload) {
        steps.removeAll();
        Peek peek;
        try {
            peek = datasets.peek(team, upload, null);
        } catch (RuntimeException refused) {
            failed(refused);
            showSources();
            return;
        }
        var mapping = new MappingPanel(peek, wanted -> datasets.peek(team, upload, wanted));
        var change = new Button(
                getTranslation("dataset.new.otherFile"),
                click -> getUI().ifPresent(ui -> ui.navigate("datasets/new", QueryParameters.simple(parameters()))));
        change.addThemeVariants(ButtonVariant.LUMO_TERTIARY);
        var file = new Span(peek.fileName());
        file.addClassNames("dataset-file", "pp-ellipsis");
        var facts = new Span(Formats.bytes(peek.bytes()));
        facts.addClassName("pp-secondary");
        var line = new Div(Icons.of("file-text"), file, facts, change);
        line.addClassNames("pp-card", "dataset-file-line");
        steps.add(
                line,
                step("dataset.new.columns.title", mapping),
                into == null
                        ? step("dataset.new.name.title", naming(peek, mapping))
                        : step("dataset.into.step", following(into, peek, mapping)));
    }

    private Section step(String titleKey, Component content) {
        var section = new Section(new H2(getTranslation(titleKey)), content);
        section.addClassName("pp-section");
        return section;
    }

    private Component following(Dataset target, Peek peek, MappingPanel mapping) {
        var base = target.latest();
        var go = new Button(getTranslation("dataset.into.go", base.number() + 1));
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        var missing = status();
        go.addClickListener(click -> {
            var plan = mapping.plan();
            missing.setText(plan.isPresent() ? "" : getTranslation("dataset.new.missing.columns"));
            plan.ifPresent(chosen -> {
                go.setEnabled(false);
                ViewTask.call(() -> datasets.bring(team, base.id(), peek.upload(), chosen))
                        .then(made -> getUI().ifPresent(ui -> ui.navigate(DatasetNavigation.versions(made.dataset()))))
                        .otherwise(this::failed)
                        .lastly(() -> go.setEnabled(true))
                        .start(this);
            });
        });
        var row = new Div(go, missing);
        row.addClassName("dataset-finish");
        return row;
    }

    private static Span status() {
        var status = new Span();
        status.addClassNames("pp-secondary", "pp-small");
        status.getElement().setAttribute("role", "status");
        return status;
    }

    private Component naming(Peek peek, MappingPanel mapping) {
        var name = new NameField(suggestedName(peek.fileName()), getTranslation("dataset.new.missing.name"));
        name.addClassName("dataset-name-field");
        var go = new Button(getTranslation("dataset.new.continue"));
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        go.addClickShortcut(Key.ENTER).listenOn(name);
        var missing = status();
        go.addClickListener(click -> {
            var plan = mapping.plan();
            missing.setText(plan.isEmpty() ? getTranslation("dataset.new.missing.columns") : "");
            if (!name.check() || plan.isEmpty()) {
                return;
            }
            go.setEnabled(false);
            var called = name.getValue();
            ViewTask.call(() -> datasets.create(team, called, peek.upload(), plan.get()))
                    .then(this::created)
                    .otherwise(this::failed)
                    .lastly(() -> go.setEnabled(true))
                    .start(this);
        });
        var row = new Div(name, go, missing);
        row.addClassName("dataset-finish");
        return row;
    }

    /** The file's name without its ending, as words. */
    static String suggestedName(String fileName) {
        var words = fileName.replaceFirst("\\.(gz|zip)$", "")
                .replaceFirst("\\.[A-Za-z]{2,6}$", "")
                .replaceAll("[_-]+", " ")
                .strip();
        if (words.isEmpty()) {
            return "";
        }
        var cut = words.codePointCount(0, words.length()) <= DatasetService.NAME_LENGTH
                ? words
                : words.substring(0, words.offsetByCodePoints(0, DatasetService.NAME_LENGTH));
        return Character.toUpperCase(cut.charAt(0)) + cut.substring(1);
    }

    private void created(Dataset dataset) {
        var version = dataset.latest();
        String route;
        if (version.state() == VersionState.INVALID || thenTeach && worthALook(version)) {
            route = DatasetNavigation.check(dataset.id()) + (thenTeach ? "?then=teach" : "");
        } else if (thenTeach && version.state() == VersionState.VALID) {
            route = DatasetNavigation.teach(dataset.id());
        } else {
            route = DatasetNavigation.rows(dataset.id());
        }
        getUI().ifPresent(ui -> {
            var parts = route.split("\\?", 2);
            ui.navigate(parts[0], parts.length == 1 ? QueryParameters.empty() : QueryParameters.fromString(parts[1]));
        });
    }

    /** Whether the check found more than what is good to know: that is seen before a model is tuned. */
    private boolean worthALook(DatasetVersion version) {
        return version.state() == VersionState.VALID
                && rows.report(team, version.id()).stream()
                        .flatMap(report -> report.groups().stream())
                        .anyMatch(group -> group.code().severity() != Severity.ADVICE);
    }

    @Override
    public String getPageTitle() {
        return getTranslation("dataset.new.title");
    }
}
