package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.server.streams.UploadEvent;
import com.vaadin.flow.server.streams.UploadHandler;
import com.vaadin.flow.server.streams.UploadResult;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.RefusedFileException.Reason;
import io.pitchpipe.portal.dataset.UploadId;
import java.util.function.Consumer;

/** Hands the stream of an upload on to the service as it comes in, and the outcome to the view under the session lock. */
final class FileReceiver implements UploadHandler {

    private static final long serialVersionUID = 1L;

    private static final String TOO_LARGE = new RefusedFileException(Reason.TOO_LARGE).key();

    private final transient DatasetService datasets;
    private final TeamId team;
    private final transient Consumer<UploadId> received;
    private final transient Consumer<Exception> refused;

    FileReceiver(DatasetService datasets, TeamId team, Consumer<UploadId> received, Consumer<Exception> refused) {
        this.datasets = datasets;
        this.team = team;
        this.received = received;
        this.refused = refused;
    }

    @Override
    public void handleUploadRequest(UploadEvent event) {
        try {
            if (event.getFileSize() > datasets.uploadLimit(team)) {
                throw new RefusedFileException(Reason.TOO_LARGE);
            }
            var upload = datasets.receive(team, event.getFileName(), event.getInputStream());
            event.getUI().access(() -> received.accept(upload));
        } catch (RuntimeException failed) {
            event.reject(failed instanceof Refused refusal ? refusal.key() : "refused");
            event.getUI().access(() -> refused.accept(failed));
        }
    }

    /** Vaadin has one status for all that is refused. */
    @Override
    public void responseHandled(UploadResult result) {
        UploadHandler.super.responseHandled(result);
        if (result.rejectedFiles().stream().anyMatch(file -> TOO_LARGE.equals(file.reason()))) {
            result.response().setStatus(413);
        }
    }

    /** The service holds files to its own, configured limit as they pass. */
    @Override
    public long getFileSizeMax() {
        return -1;
    }

    @Override
    public long getRequestSizeMax() {
        return -1;
    }
}
