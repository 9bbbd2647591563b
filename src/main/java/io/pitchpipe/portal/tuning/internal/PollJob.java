package io.pitchpipe.portal.tuning.internal;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.pitchpipe.genapi.Operation;
import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.genapi.TunedModelState;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.backend.TunedModelsApi;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.TuningJob;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks once at a submitted job, records what it sees, and says when to look again. */
@Component
class PollJob implements MeterBinder {

    private static final Logger log = LoggerFactory.getLogger(PollJob.class);

    private static final Duration SOON = Duration.ofSeconds(1);

    /** Somebody who still watches after this long does not mind three seconds. */
    private static final Duration LONG_RUN = Duration.ofMinutes(15);

    private static final Duration LATER = Duration.ofSeconds(3);

    private final JobRepository jobs;
    private final JobRecorder recorder;
    private final Connections connections;
    private final TunedModelsApi api;
    private final Clock clock;
    private final LongAdder polls = new LongAdder();
    private final LongAdder unanswered = new LongAdder();

    PollJob(JobRepository jobs, JobRecorder recorder, Connections connections, TunedModelsApi api, Clock clock) {
        this.jobs = jobs;
        this.recorder = recorder;
        this.connections = connections;
        this.api = api;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (var state : List.of(JobState.QUEUED, JobState.RUNNING)) {
            Gauge.builder("pitchpipe.portal.jobs", jobs, from -> from.count(state))
                    .description("Unfinished jobs that the portal follows, by what it last heard of them")
                    .tag("state", state.name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
        Gauge.builder("pitchpipe.portal.jobs.stale", jobs, JobRepository::countStale)
                .description("Unfinished jobs whose backend did not answer when it was last asked")
                .register(registry);
        FunctionCounter.builder("pitchpipe.portal.polls", polls, LongAdder::sum)
                .description("Looks at jobs on their backends")
                .register(registry);
        FunctionCounter.builder("pitchpipe.portal.poll.failures", unanswered, LongAdder::sum)
                .description("Looks that got no answer, or none of use")
                .register(registry);
    }

    /** @return {@link Next.Done} once the job has ended */
    Next perform(JobId id) {
        var job = jobs.find(id).orElse(null);
        if (job == null || job.state().ended()) {
            return new Next.Done();
        }
        Connection connection = null;
        polls.increment();
        try {
            connection = connections.byId(job.connection());
            requestCancel(job, connection);
            var seen = look(job, connection);
            recorder.observed(job, seen);
            return seen.state().ended() ? new Next.Done() : new Next.Again(interval(job));
        } catch (ApiFailure failure) {
            return unanswered(job, connection, failure);
        }
    }

    private void requestCancel(TuningJob job, Connection connection) {
        if (job.cancelRequested() && job.operation().isPresent()) {
            try {
                api.cancel(connection, job.operation().get());
            } catch (ApiFailure.NotFound | ApiFailure.InvalidArgument endedMeanwhile) {
                log.debug("Job {} had nothing to cancel: {}", job.id(), endedMeanwhile.getMessage());
            }
        }
    }

    private Observation look(TuningJob job, Connection connection) {
        if (job.operation().isEmpty()) {
            return lookAtModel(job, connection);
        }
        try {
            var operation = api.operation(connection, job.operation().get());
            if (operation.done() || progressed(operation)) {
                return read(job, operation);
            }
            // Nothing computed yet: only the model says whether it waits or has begun.
            var model = lookAtModel(job, connection);
            return model.state().ended() ? read(job, operation) : model;
        } catch (ApiFailure.NotFound forgotten) {
            return lookAtModel(job, connection);
        }
    }

    private static boolean progressed(Operation operation) {
        var metadata = operation.metadata();
        return metadata != null
                && !Objects.requireNonNullElse(metadata.snapshots(), List.of()).isEmpty();
    }

    private Observation read(TuningJob job, Operation operation) {
        var metadata = operation.metadata();
        var curve = metadata == null ? SeenCurve.NONE : SeenCurve.of(metadata.snapshots(), metadata.validation());
        var total = metadata == null ? 0 : metadata.totalSteps();
        if (!operation.done()) {
            var state = curve.snapshots().isEmpty() ? JobState.QUEUED : JobState.RUNNING;
            return new Observation(state, "", "", total, curve);
        }
        var error = operation.error();
        if (error != null) {
            return operation.cancelled()
                    ? new Observation(JobState.CANCELLED, "", "", total, curve)
                    : new Observation(
                            JobState.FAILED,
                            TunedModelState.FAILED.value(),
                            Objects.requireNonNullElse(error.message(), ""),
                            total,
                            curve);
        }
        var response = operation.response();
        var model = response == null ? null : response.model();
        return model == null
                ? new Observation(JobState.ACTIVE, TunedModelState.ACTIVE.value(), "", total, curve)
                : withState(model, total, curve, JobState.ACTIVE);
    }

    private Observation lookAtModel(TuningJob job, Connection connection) {
        TunedModel model;
        try {
            model = api.get(connection, job.tunedModelId());
        } catch (ApiFailure.NotFound deleted) {
            return new Observation(JobState.LOST, "", "", 0, SeenCurve.NONE);
        }
        var task = model.tuningTask();
        var curve = task == null ? SeenCurve.NONE : SeenCurve.of(task.snapshots(), task.validation());
        var begun = !curve.snapshots().isEmpty() || (task != null && task.startTime() != null);
        return withState(model, 0, curve, begun ? JobState.RUNNING : JobState.QUEUED);
    }

    /** @param unknown what to make of a state that is no final one this version knows: it is kept raw and changes nothing */
    private static Observation withState(TunedModel model, int total, SeenCurve curve, JobState unknown) {
        var state = model.state();
        var raw = state == null ? "" : state.value();
        if (TunedModelState.ACTIVE.equals(state)) {
            return new Observation(JobState.ACTIVE, raw, "", total, curve);
        }
        if (TunedModelState.FAILED.equals(state)) {
            return new Observation(JobState.FAILED, raw, "", total, curve);
        }
        return new Observation(unknown, raw, "", total, curve);
    }

    private Duration interval(TuningJob job) {
        var age = Duration.between(job.startedAt().orElse(clock.instant()), clock.instant());
        return age.compareTo(LONG_RUN) > 0 ? LATER : SOON;
    }

    /** Whatever goes wrong while following changes nothing about the job: it runs elsewhere, and the last good state stays. */
    private Next unanswered(TuningJob job, @Nullable Connection connection, ApiFailure failure) {
        unanswered.increment();
        var failures = recorder.unanswered(job, failure.reason());
        if (failures == 1) {
            log.info("Job {} is stale: {}", job.id(), failure.getMessage());
        }
        var pause = Backoff.after(failures, failure, RandomGenerator.getDefault());
        var embedded = connection != null && connection.kind() == Connection.Kind.EMBEDDED;
        return new Next.Again(embedded && pause.compareTo(LATER) > 0 ? LATER : pause);
    }
}
