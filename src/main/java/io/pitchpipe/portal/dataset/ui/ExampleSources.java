package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.button.ButtonVariant;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Paragraph;
import com.vaadin.flow.component.html.Section;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.textfield.TextArea;
import com.vaadin.flow.component.upload.Upload;
import com.vaadin.flow.component.upload.UploadI18N;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.UploadId;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.ViewTask;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Where examples can come from: a file, rows pasted from a spreadsheet, the sample. */
final class ExampleSources extends Div {

    private static final long serialVersionUID = 1L;

    private final transient DatasetService datasets;
    private final TeamId team;
    private final transient Consumer<UploadId> received;
    private final transient Consumer<Exception> failed;
    private final transient Runnable wrongType;

    /**
     * @param received told of a file, or of pasted rows, once they are here
     * @param failed told why they are not
     * @param wrongType called when a file has an ending that is not taken
     */
    ExampleSources(
            DatasetService datasets,
            TeamId team,
            Consumer<UploadId> received,
            Consumer<Exception> failed,
            Runnable wrongType) {
        this.datasets = datasets;
        this.team = team;
        this.received = received;
        this.failed = failed;
        this.wrongType = wrongType;
        addClassName("pp-stack");
        add(fileSource(), pasteSource());
    }

    /** Offers the sample as well. @param created told of the dataset that is made of it */
    ExampleSources withSample(Consumer<Dataset> created) {
        add(sampleSource(created));
        return this;
    }

    private Component fileSource() {
        var upload = new Upload();
        upload.setUploadHandler(new FileReceiver(datasets, team, received, why -> {
            // What was not taken is said by whoever is told; here the place is free for the next one.
            upload.clearFileList();
            failed.accept(why);
        }));
        upload.setMaxFiles(1);
        upload.setAcceptedFileExtensions(
                ".csv", ".tsv", ".tab", ".txt", ".json", ".jsonl", ".ndjson", ".xlsx", ".gz", ".zip");
        upload.addFileRejectedListener(rejected -> wrongType.run());
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
                    .then(received)
                    .otherwise(failed)
                    .lastly(() -> take.setEnabled(true))
                    .start(this);
        });
        return card("dataset.new.paste.title", rows, take);
    }

    private Component sampleSource(Consumer<Dataset> created) {
        var what = new Paragraph(getTranslation("dataset.sample.text"));
        what.addClassName("pp-secondary");
        var take = new Button(getTranslation("dataset.sample.take"), Icons.of("sparkles"));
        take.setDisableOnClick(true);
        take.addClickListener(click -> ViewTask.call(() -> datasets.createSample(team))
                .then(created)
                .otherwise(failed)
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
}
