package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.genapi.Hyperparameters;
import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.genapi.TuningExample;
import io.pitchpipe.genapi.TuningTask;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.backend.TunedModelsApi;
import io.pitchpipe.portal.dataset.DatasetContents;
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
    private final DatasetContents contents;
    private final ModelIds ids;

    SubmitJob(
            JobRepository jobs,
            JobRecorder recorder,
            Connections connections,
            TunedModelsApi api,
            DatasetContents contents,
            ModelIds ids) {
        this.jobs = jobs;
        this.recorder = recorder;
        this.connections = connections;
        this.api = api;
        this.contents = contents;
        this.ids = ids;
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
            var operation = api.create(connection, job.tunedModelId(), model(job));
            recorder.submitted(job, Objects.requireNonNullElse(operation.name(), ""), false);
        } catch (ApiFailure.AlreadyExists known) {
            return adopt(job, connection);
        }
        return new Next.Done();
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
            if (isOurs(job, api.get(connection, job.tunedModelId()))) {
                recorder.submitted(job, operationOf(job, connection), true);
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

    private TunedModel model(TuningJob job) {
        var source = job.examples();
        var examples = contents.training(source.version(), source.holdOut()).stream()
                .map(example -> new TuningExample(job.preamble().applyTo(example.input()), example.output()))
                .toList();
        var settings = job.settings();
        var multiplier = settings.learningRateMultiplier();
        var hyperparameters = new Hyperparameters(
                settings.epochCount(),
                settings.batchSize(),
                multiplier == null ? (float) settings.learningRate() : null,
                multiplier == null ? null : multiplier.floatValue());
        return TunedModel.toCreate(
                job.baseModel(), job.displayName(), null, TuningTask.toCreate(examples, hyperparameters));
    }

    private Next failed(TuningJob job, ApiFailure failure) {
        if (!failure.transientFailure()) {
            log.warn("Job {} was refused: {}", job.id(), failure.getMessage());
            recorder.ended(job, JobState.FAILED, failure.reason());
            return new Next.Done();
        }
        var failures = recorder.unanswered(job, failure.reason());
        if (failures == 1) {
            log.info("Job {} is submitted later: {}", job.id(), failure.getMessage());
        }
        return new Next.Again(Backoff.after(failures, failure, RandomGenerator.getDefault()));
    }
}
