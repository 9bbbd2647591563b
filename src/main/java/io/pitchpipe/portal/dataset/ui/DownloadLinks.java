package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AttachmentType;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.server.streams.DownloadEvent;
import com.vaadin.flow.server.streams.DownloadHandler;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetRows;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.StorageAwayException;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Notifications;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Locale;
import java.util.function.Function;

/** A version as JSON lines, as the tuning API's JSON and as CSV, as attachments. */
final class DownloadLinks extends Div {

    private static final long serialVersionUID = 1L;

    /** Writes a version to a stream. */
    interface Export {
        void to(OutputStream out) throws IOException;
    }

    DownloadLinks(DatasetRows rows, TeamId team, String name, DatasetVersion version) {
        addClassNames("pp-actions", "dataset-downloads");
        var base = fileName(name) + "-v" + version.number();
        add(
                link(
                        "dataset.download.jsonl",
                        base + ".jsonl",
                        "application/jsonl",
                        out -> rows.exportJsonLines(team, version.id(), out)),
                link(
                        "dataset.download.json",
                        base + ".json",
                        "application/json",
                        out -> rows.exportApiJson(team, version.id(), out)),
                link(
                        "dataset.download.csv",
                        base + ".csv",
                        "text/csv; charset=utf-8",
                        out -> rows.exportCsv(team, version.id(), out)));
        if (version.rejected() > 0) {
            add(leftOut(rows, team, name, version));
        }
    }

    /** The rows of the file that the version could not take, with their reasons. */
    static Anchor leftOut(DatasetRows rows, TeamId team, String name, DatasetVersion version) {
        Function<Finding, String> reason = DatasetText::reason;
        return link(
                "dataset.download.rejected",
                fileName(name) + "-v" + version.number() + "-left-out.csv",
                "text/csv; charset=utf-8",
                out -> rows.exportRejected(team, version.id(), reason, out));
    }

    private static Anchor link(String key, String fileName, String type, Export export) {
        DownloadHandler handler = event -> send(event, fileName, type, export);
        var link = new Anchor(handler, AttachmentType.DOWNLOAD, "");
        link.add(Icons.of("download"), new Span(DatasetText.text(key)));
        link.setTitle(DatasetText.text(key + ".help"));
        link.addClassName("pp-button");
        return link;
    }

    static void send(DownloadEvent event, String fileName, String type, Export export) throws IOException {
        event.setFileName(fileName);
        event.setContentType(type);
        var out = event.getOutputStream();
        try {
            export.to(out);
        } catch (StorageAwayException away) {
            refuse(event, away);
            return;
        }
        // Only now: what is closed is a whole file to whoever gets it, and half of one must not look like that.
        out.close();
    }

    /** Says so on the page, and lets the download fail. */
    private static void refuse(DownloadEvent event, StorageAwayException away) throws IOException {
        event.getUI().access(() -> Notifications.failed(away));
        if (event.getResponse() instanceof HttpServletResponse answer && !answer.isCommitted()) {
            // Not all of the head: what every answer carries stays, but no file is announced.
            answer.resetBuffer();
            answer.setHeader("Content-Disposition", null);
            answer.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
            return;
        }
        throw new IOException("A download was cut off", away);
    }

    /** Letters, digits and hyphens only: safe as a name on any disk and in any header. */
    static String fileName(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "dataset" : plain;
    }
}
