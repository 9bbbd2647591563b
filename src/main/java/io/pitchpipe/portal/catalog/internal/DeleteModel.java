package io.pitchpipe.portal.catalog.internal;

import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.BackendTrouble;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.backend.TunedModelsApi;
import io.pitchpipe.portal.catalog.ModelDetails;
import io.pitchpipe.portal.catalog.ModelEntry.State;
import io.pitchpipe.portal.catalog.ShareChanged;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.tuning.TuningJob;
import java.time.Clock;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes a model at its backend; its curve and its history stay. */
@Component
public class DeleteModel {

    private final TunedModelsApi api;
    private final Connections connections;
    private final ReaderRepository readers;
    private final AuditLog audit;
    private final ShareNews news;
    private final Changes changes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DeleteModel(
            TunedModelsApi api,
            Connections connections,
            ReaderRepository readers,
            AuditLog audit,
            ShareNews news,
            Changes changes,
            TransactionTemplate transaction,
            Clock clock) {
        this.api = api;
        this.connections = connections;
        this.readers = readers;
        this.audit = audit;
        this.news = news;
        this.changes = changes;
        this.transaction = transaction;
        this.clock = clock;
    }

    public void delete(ModelDetails model, UserId by) {
        var entry = model.entry();
        if (entry.status().state() == State.QUEUED || entry.status().state() == State.TUNING) {
            throw new Refused("catalog.delete.tuning", entry.name());
        }
        var job = model.job().orElseThrow(() -> new NotFoundException("model"));
        try {
            api.delete(connections.byId(job.connection()), Sharing.tunedModelId(model));
        } catch (ApiFailure.NotFound goneAlready) {
            // What was asked for is so.
        } catch (ApiFailure failure) {
            throw BackendTrouble.refused(failure);
        }
        transaction.executeWithoutResult(status -> {
            if (readers.bury(entry.id(), entry.team(), clock.instant(), by)) {
                readers.of(entry.id())
                        .forEach(reader -> news.tell(ShareChanged.Kind.DELETED, entry, reader.number(), by));
            }
            audit.record(entry.team(), "model.delete", entry.name());
            changes.bump(TuningJob.modelsTopic(entry.team()));
            changes.bump(job.topic());
        });
    }
}
