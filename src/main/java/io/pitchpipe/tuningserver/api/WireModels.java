package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.CreateTunedModelMetadata;
import io.pitchpipe.genapi.Hyperparameters;
import io.pitchpipe.genapi.Model;
import io.pitchpipe.genapi.Operation;
import io.pitchpipe.genapi.Permission;
import io.pitchpipe.genapi.Status;
import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.genapi.TunedModelSource;
import io.pitchpipe.genapi.TunedModelState;
import io.pitchpipe.genapi.TuningSnapshot;
import io.pitchpipe.genapi.TuningTask;
import io.pitchpipe.genapi.TypedTunedModel;
import io.pitchpipe.tuningserver.job.BaseModel;
import io.pitchpipe.tuningserver.job.Grant;
import io.pitchpipe.tuningserver.job.Role;
import io.pitchpipe.tuningserver.job.Snapshot;
import io.pitchpipe.tuningserver.job.Tuned;
import io.pitchpipe.tuningserver.job.TunedModelId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stored things as wire records. */
final class WireModels {

    private static final List<String> METHODS = List.of(
            "generateContent",
            "countTokens",
            "createTunedModel",
            "generateText",
            "countTextTokens",
            "createTunedTextModel");

    private WireModels() {}

    /**
     * A tuned model as a caller sees it: whom it is shared with is for those who may share it.
     *
     * @param extended whether the caller reads fields that only this server has; Google's own clients fail on those
     */
    static TunedModel tunedModel(Tuned tuned, boolean extended) {
        var model = tuned.model();
        var source = model.sourceModel();
        return new TunedModel(
                model.id().name(),
                source == null ? null : new TunedModelSource(source.name(), model.baseModel()),
                source == null ? model.baseModel() : null,
                model.displayName(),
                model.description(),
                new TunedModelState(model.state().name()),
                model.createTime(),
                model.updateTime(),
                new TuningTask(
                        model.startTime(),
                        model.completeTime(),
                        snapshots(tuned.snapshots(), extended),
                        null,
                        new Hyperparameters(
                                model.hyperparameters().epochCount(),
                                model.hyperparameters().batchSize(),
                                model.hyperparameters().learningRate(),
                                null),
                        extended ? WireValidation.of(tuned) : null),
                model.temperature(),
                model.topP(),
                model.topK(),
                tuned.role().includes(Role.WRITER)
                        ? model.readers().stream().map(Object::toString).toList()
                        : null);
    }

    /**
     * A model's training. The types in it are of the version that the model was created through, whatever version asks: a client that does not know the type would
     * poll for ever.
     *
     * @param position its place in the queue from 1, 0 when it does not wait
     * @param extended as in {@link #tunedModel}
     */
    static Operation operation(Tuned tuned, int position, boolean extended) {
        var model = tuned.model();
        var types = "type.googleapis.com/google.ai.generativelanguage."
                + (model.apiVersion().equals("v1beta3") ? "v1beta3." : "v1beta.");
        var snapshots = tuned.snapshots();
        int completed = snapshots.isEmpty() ? 0 : snapshots.getLast().step();
        var error = model.error();
        return new Operation(
                model.id().name() + "/operations/" + model.operationId(),
                new CreateTunedModelMetadata(
                        types + "CreateTunedModelMetadata",
                        model.totalSteps(),
                        completed,
                        (float) (100.0 * completed / model.totalSteps()),
                        snapshots(snapshots, extended),
                        model.id().name(),
                        extended ? position : 0,
                        extended ? WireValidation.of(tuned) : null),
                model.operationDone(),
                error == null ? null : new Status(error.code(), error.message(), null, null),
                model.operationDone() && error == null
                        ? new TypedTunedModel(types + "TunedModel", tunedModel(tuned, extended))
                        : null);
    }

    /** A base model under the name it was asked for by. @param extended as in {@link #tunedModel} */
    static Model model(BaseModel base, @Nullable String alias, boolean extended) {
        return new Model(
                alias == null ? base.name() : alias,
                null,
                base.version(),
                base.displayName(),
                alias == null
                        ? base.description()
                        : "%s is not on this server; this name stands for %s. %s"
                                .formatted(alias, base.name(), base.description()),
                base.inputTokenLimit(),
                base.outputTokenLimit(),
                METHODS,
                base.temperature(),
                base.topP(),
                base.topK(),
                base.maxTemperature(),
                extended ? base.exampleTokenLimit() : 0);
    }

    static Permission permission(String model, Grant grant) {
        return new Permission(
                new TunedModelId(model).name() + "/permissions/" + grant.id(),
                grant.type().name(),
                grant.grantee() == null ? null : grant.grantee().email(),
                grant.role().name());
    }

    private static List<TuningSnapshot> snapshots(List<Snapshot> snapshots, boolean extended) {
        return snapshots.stream()
                .map(snapshot -> new TuningSnapshot(
                        snapshot.step(),
                        snapshot.epoch(),
                        snapshot.meanLoss(),
                        snapshot.computeTime(),
                        extended ? snapshot.heldOutLoss() : null))
                .toList();
    }
}
