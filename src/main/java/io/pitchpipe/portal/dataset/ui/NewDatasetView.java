package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Key;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.dependency.StyleSheet;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.textfield.TextField;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import com.vaadin.flow.router.BeforeEnterEvent;
import com.vaadin.flow.router.BeforeEnterObserver;
import com.vaadin.flow.router.HasDynamicTitle;
import com.vaadin.flow.router.QueryParameters;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.Peek;
import io.pitchpipe.portal.dataset.UploadId;
import io.pitchpipe.portal.dataset.VersionState;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.ErrorPanel;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.PageHeader;
import io.pitchpipe.portal.design.ViewTask;
import jakarta.annotation.security.PermitAll;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

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
    private final TeamId team;
    private final Div failure = new Div();
    private final Div steps = new Div();
    private boolean thenTeach;

    NewDatasetView(DatasetService datasets, CurrentTeam currentTeam) {
        this.datasets = datasets;
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
        removeAll();
        failure.removeAll();
        var header = new PageHeader(getTranslation("dataset.new.title")).saying(getTranslation("dataset.new.lead"));
        add(
                thenTeach
                        ? header.back("teach", getTranslation("dataset.new.backToTeach"))
                        : header.back(DatasetNavigation.list(), getTranslation("dataset.list.title")),
                failure,
                steps);
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

    private void showSources() {
        steps.removeAll();
        steps.add(fileSource(), pasteSource(), sampleSource());
    }

    private Component fileSource() {
        var upload = new Upload(new FileReceiver(datasets, team, this::received, this::failed));
        upload.setMaxFiles(1);
        upload.setAcceptedFileExtensions(".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".xlsx", ".gz");
        upload.addFileRejectedListener(
                rejected -> say(getTranslation("dataset.new.file.type"), getTranslation("dataset.new.file.types")));
        var choose = new Button(getTranslation("dataset.new.file.choose"), Icons.of("upload"));
        choose.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        upload.setUploadButton(choose);
        upload.setDropLabel(new Span(getTranslation("dataset.new.file.drop")));
        upload.setDropLabelIcon(Icons.of("file-text"));
        upload.addClassName("dataset-upload");
        upload.setI18n(uploadWords());
        var hint = new Paragraph(getTranslation("dataset.new.file.hint", Formats.bytes(datasets.uploadLimit(team))));
        hint.addClassNames("pp-secondary", "pp-small");
        return card("dataset.new.file.title", upload, hint);
    }

    private UploadI18N uploadWords() {
        var words = new UploadI18N();
        words.setError(new UploadI18N.Error()
                .setTooManyFiles(getTranslation("dataset.new.file.one"))
                .setFileIsTooBig(getTranslation("dataset.refused.TOO_LARGE"))
                .setIncorrectFileType(getTranslation("dataset.new.file.type")));
        words.setUploading(new UploadI18N.Uploading()
                .setStatus(new UploadI18N.Uploading.Status()
                        .setConnecting(getTranslation("dataset.upload.connecting"))
                        .setStalled(getTranslation("dataset.upload.stalled"))
                        .setProcessing(getTranslation("dataset.upload.processing"))
                        .setHeld(getTranslation("dataset.upload.held")))
                .setRemainingTime(new UploadI18N.Uploading.RemainingTime()
                        .setPrefix(getTranslation("dataset.upload.left") + " ")
                        .setUnknown(getTranslation("dataset.upload.unknown")))
                .setError(new UploadI18N.Uploading.Error()
                        .setServerUnavailable(getTranslation("dataset.upload.unavailable"))
                        .setUnexpectedServerError(getTranslation("dataset.upload.refused"))
                        .setForbidden(getTranslation("dataset.upload.refused"))
                        .setFileTooLarge(getTranslation("dataset.refused.TOO_LARGE"))));
        return words;
    }

    private Component pasteSource() {
        var rows = new TextArea();
        rows.setAriaLabel(getTranslation("dataset.new.paste.title"));
        rows.setPlaceholder(getTranslation("dataset.new.paste.placeholder"));
        rows.addClassNames("dataset-paste", "pp-mono");
        rows.setWidthFull();
        rows.setMinRows(3);
        rows.setMaxRows(10);
        rows.setMaxLength(2_000_000);
        var take = new Button(getTranslation("dataset.new.paste.take"), Icons.of("clipboard-paste"));
        take.addClickListener(click -> {
            if (rows.isEmpty()) {
                rows.focus();
                return;
            }
            var bytes = rows.getValue().getBytes(StandardCharsets.UTF_8);
            var name = getTranslation("dataset.new.paste.name") + ".tsv";
            take.setEnabled(false);
            ViewTask.call(() -> datasets.receive(team, name, new ByteArrayInputStream(bytes)))
                    .then(this::received)
                    .otherwise(this::failed)
                    .lastly(() -> take.setEnabled(true))
                    .start(this);
        });
        return card("dataset.new.paste.title", rows, take);
    }

    private Component sampleSource() {
        var what = new Paragraph(getTranslation("dataset.sample.text"));
        what.addClassName("pp-secondary");
        var take = new Button(getTranslation("dataset.sample.take"), Icons.of("sparkles"));
        take.setDisableOnClick(true);
        take.addClickListener(click -> ViewTask.call(() -> datasets.createSample(team))
                .then(this::created)
                .otherwise(this::failed)
                .lastly(() -> take.setEnabled(true))
                .start(this));
        return card("dataset.sample.title", what, take);
    }

    private Section card(String titleKey, Component... content) {
        var section = new Section(new H2(getTranslation(titleKey)));
        section.add(content);
        section.addClassNames("pp-card", "dataset-source");
        return section;
    }

    private void received(UploadId upload) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("upload", upload.toString());
        if (thenTeach) {
            parameters.put("then", "teach");
        }
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
                click -> getUI().ifPresent(ui -> ui.navigate(
                        "datasets/new",
                        thenTeach ? QueryParameters.simple(Map.of("then", "teach")) : QueryParameters.empty())));
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
                step("dataset.new.name.title", naming(peek, mapping)));
    }

    private Section step(String titleKey, Component content) {
        var section = new Section(new H2(getTranslation(titleKey)), content);
        section.addClassName("pp-section");
        return section;
    }

    private Component naming(Peek peek, MappingPanel mapping) {
        var name = new TextField(getTranslation("dataset.new.name.label"));
        name.setValue(suggestedName(peek.fileName()));
        name.setMaxLength(DatasetService.NAME_LENGTH);
        name.setRequiredIndicatorVisible(true);
        name.addClassName("dataset-name-field");
        var go = new Button(getTranslation("dataset.new.continue"));
        go.addThemeVariants(ButtonVariant.LUMO_PRIMARY);
        go.addClickShortcut(Key.ENTER).listenOn(name);
        var missing = new Span();
        missing.addClassNames("pp-secondary", "pp-small");
        missing.getElement().setAttribute("role", "status");
        go.addClickListener(click -> {
            var plan = mapping.plan();
            if (name.getValue().isBlank() || plan.isEmpty()) {
                missing.setText(
                        getTranslation(plan.isEmpty() ? "dataset.new.missing.columns" : "dataset.new.missing.name"));
                return;
            }
            missing.setText("");
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
        var words = fileName.replaceFirst("\\.gz$", "")
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
        var state = dataset.latest().state();
        var readable = state.settled() && state != VersionState.VALID;
        String route;
        if (thenTeach && state == VersionState.VALID) {
            route = DatasetNavigation.teach(dataset.id());
        } else if (readable) {
            route = DatasetNavigation.check(dataset.id()) + (thenTeach ? "?then=teach" : "");
        } else {
            route = DatasetNavigation.rows(dataset.id());
        }
        getUI().ifPresent(ui -> {
            var parts = route.split("\\?", 2);
            ui.navigate(parts[0], parts.length == 1 ? QueryParameters.empty() : QueryParameters.fromString(parts[1]));
        });
    }

    @Override
    public String getPageTitle() {
        return getTranslation("dataset.new.title");
    }
}
