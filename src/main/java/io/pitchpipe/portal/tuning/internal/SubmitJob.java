package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.genapi.Operation;
import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.genapi.TuningValidation;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.backend.TunedModelsApi;
import io.pitchpipe.portal.tuning.HeldOutOutcome;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.TuningJob;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Sends a job to its backend, so that it is there once however often this is tried: under the id that the portal chose, and what is there already under that id
 * is adopted if it is ours.
 *
 * @see <a href="../../../../../../../../docs/decisions/0041-client-chosen-ids.md">decision 0041</a>
 */
@Component
class SubmitJob {

    private static final Logger log = LoggerFactory.getLogger(SubmitJob.class);

    private final JobRepository jobs;
    private final JobRecorder recorder;
    private final Connections connections;
    private final TunedModelsApi api;
    private final WireTask wire;
    private final ModelIds ids;
    private final RefusedRows refused;

    SubmitJob(
            JobRepository jobs,
            JobRecorder recorder,
            Connections connections,
            TunedModelsApi api,
            WireTask wire,
            ModelIds ids,
            RefusedRows refused) {
        this.jobs = jobs;
        this.recorder = recorder;
        this.connections = connections;
        this.api = api;
        this.wire = wire;
        this.ids = ids;
        this.refused = refused;
    }

    /** @return {@link Next.Done} once the job is submitted or has ended */
    Next perform(JobId id) {
        var job = jobs.find(id).orElse(null);
        if (job == null || job.state().ended() || jobs.isSubmitted(id)) {
            return new Next.Done();
        }
        try {
            return submit(job);
        } catch (ApiFailure failure) {
            return failed(job, failure);
        }
    }

    private Next submit(TuningJob job) {
        var connection = connections.byId(job.connection());
        if (job.cancelRequested()) {
            return cancelBeforeSubmission(job, connection);
        }
        try {
            create(job, connection);
        } catch (ApiFailure.AlreadyExists known) {
            return adopt(job, connection);
        }
        return new Next.Done();
    }

    /** Held-out examples are told to nobody but Pitchpipe's own server; if it refuses them, as it does those too long for its base, the job goes without. */
    private void create(TuningJob job, Connection connection) {
        var validation = connection.measuresHeldOut() ? wire.validation(job) : null;
        var without = HeldOutSent.notTaken(job);
        if (validation != null) {
            try {
                created(
                        job,
                        api.create(connection, job.tunedModelId(), wire.model(job, validation)),
                        measured(validation));
                return;
            } catch (ApiFailure.InvalidArgument refused) {
                log.warn("Job {} goes without its held-out examples: {}", job.id(), refused.getMessage());
                without = HeldOutSent.refused(job, refused.sentence());
            }
        }
        created(job, api.create(connection, job.tunedModelId(), wire.model(job, null)), without);
    }

    private static HeldOutSent measured(TuningValidation sent) {
        var data = Objects.requireNonNull(sent.data());
        var examples = Objects.requireNonNull(data.examples()).examples();
        return HeldOutSent.measured(HeldOutOutcome.of(examples == null ? 0 : examples.size(), null, false));
    }

    private void created(TuningJob job, Operation operation, HeldOutSent heldOut) {
        recorder.submitted(job, Objects.requireNonNullElse(operation.name(), ""), false, heldOut);
    }

    /** An earlier try may have reached the backend and its answer been lost: then it is there, and is cancelled there. */
    private Next cancelBeforeSubmission(TuningJob job, Connection connection) {
        try {
            if (isOurs(job, api.get(connection, job.tunedModelId()))) {
                return adopt(job, connection);
            }
        } catch (ApiFailure.NotFound | ApiFailure.PermissionDenied neverArrived) {
            log.debug("Job {} never reached its backend", job.id());
        }
        recorder.ended(job, JobState.CANCELLED, "");
        return new Next.Done();
    }

    private Next adopt(TuningJob job, Connection connection) {
        try {
            var found = api.get(connection, job.tunedModelId());
            if (isOurs(job, found)) {
                recorder.submitted(job, operationOf(job, connection), true, heldOut(job, connection, found));
                return new Next.Done();
            }
        } catch (ApiFailure.PermissionDenied | ApiFailure.NotFound notOurs) {
            log.debug("The id of job {} belongs to somebody else", job.id());
        }
        recorder.renamed(job, ids.choose(job.displayName()));
        return perform(job.id());
    }

    private static boolean isOurs(TuningJob job, TunedModel found) {
        return job.displayName().equals(found.displayName()) && job.baseModel().equals(found.baseModel());
    }

    private static HeldOutSent heldOut(TuningJob job, Connection connection, TunedModel found) {
        var task = found.tuningTask();
        if (task != null && task.validation() != null) {
            return HeldOutSent.measured(SeenCurve.outcome(task.validation()));
        }
        // It was created without them by a try that was cut off: what the backend said of them went with it.
        return connection.measuresHeldOut() ? HeldOutSent.refused(job, "") : HeldOutSent.notTaken(job);
    }

    /** Empty if the backend lists none: the job is then followed by its model. */
    private String operationOf(TuningJob job, Connection connection) {
        try {
            return api.operations(connection, job.tunedModelId()).stream()
                    .map(operation -> Objects.requireNonNullElse(operation.name(), ""))
                    .filter(name -> !name.isEmpty())
                    .findFirst()
                    .orElse("");
        } catch (ApiFailure.NotFound | ApiFailure.InvalidArgument unsupported) {
            return "";
        }
    }

    private Next failed(TuningJob job, ApiFailure failure) {
        if (!failure.transientFailure()) {
            log.warn("Job {} was refused: {}", job.id(), failure.getMessage());
            if (failure instanceof ApiFailure.InvalidArgument invalid) {
                var named = refused.named(job, invalid);
                recorder.refused(job, named.sentence(), named.rows());
            } else {
                recorder.ended(job, JobState.FAILED, failure.reason());
            }
            return new Next.Done();
        }
        var failures = recorder.unanswered(job, failure.reason());
        if (failures == 1) {
            log.info("Job {} is submitted later: {}", job.id(), failure.getMessage());
        }
        return new Next.Again(Backoff.after(failures, failure, RandomGenerator.getDefault()));
    }
}
