package io.pitchpipe.portal.catalog.internal;

import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.BackendTrouble;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.backend.TunedModelsApi;
import io.pitchpipe.portal.catalog.ModelDetails;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.tuning.LaunchTuning;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningJobs;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives a model another name, at its backend first, so that other teams see it too. */
@Component
public class RenameModel {

    private final TunedModelsApi api;
    private final Connections connections;
    private final TuningJobs jobs;
    private final AuditLog audit;
    private final Changes changes;
    private final TransactionTemplate transaction;

    RenameModel(
            TunedModelsApi api,
            Connections connections,
            TuningJobs jobs,
            AuditLog audit,
            Changes changes,
            TransactionTemplate transaction) {
        this.api = api;
        this.connections = connections;
        this.jobs = jobs;
        this.audit = audit;
        this.changes = changes;
        this.transaction = transaction;
    }

    public void rename(ModelDetails model, String wanted) {
        var name = wanted.strip();
        if (name.isEmpty() || name.codePointCount(0, name.length()) > LaunchTuning.MAX_NAME) {
            throw new Refused("catalog.rename.length", LaunchTuning.MAX_NAME);
        }
        var job = model.job().orElseThrow(() -> new NotFoundException("model"));
        if (!model.entry().ready()) {
            throw new Refused("catalog.refused.tuning", model.entry().name());
        }
        var changed = new TunedModel(null, null, null, name, null, null, null, null, null, null, null, null, null);
        try {
            api.patch(connections.byId(job.connection()), Sharing.tunedModelId(model), changed, List.of("displayName"));
        } catch (ApiFailure failure) {
            throw BackendTrouble.refused(failure);
        }
        transaction.executeWithoutResult(status -> {
            jobs.retitle(job.id(), name);
            audit.record(
                    model.entry().team(),
                    "model.rename",
                    name,
                    "was " + model.entry().name());
            changes.bump(TuningJob.modelsTopic(model.entry().team()));
            changes.bump(job.topic());
        });
    }
}
