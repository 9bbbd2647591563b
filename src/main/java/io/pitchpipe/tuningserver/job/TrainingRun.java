package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.job.TrainingMeters.Failure;
import io.pitchpipe.tuningserver.job.TrainingMeters.Outcome;
import io.pitchpipe.tuningserver.lm.Cancellation;
import io.pitchpipe.tuningserver.lm.EngineUnavailableException;
import io.pitchpipe.tuningserver.lm.HeldOutLosses;
import io.pitchpipe.tuningserver.lm.PromptTooLongException;
import io.pitchpipe.tuningserver.lm.TrainingDivergedException;
import io.pitchpipe.tuningserver.lm.TrainingProgress;
import io.pitchpipe.tuningserver.lm.TrainingResult;
import io.pitchpipe.tuningserver.lm.TrainingSettings;
import io.pitchpipe.tuningserver.lm.TrainingTask;
import io.pitchpipe.tuningserver.lm.UnreadableModelException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Runs a training from the queue to its end, however often it is interrupted: it goes on from the engine's checkpoint, and every step is stored once. Whatever goes wrong
 * with the training itself ends it with a reason for people; only what goes wrong around it (the database, a shutdown) is thrown, and leaves it in the queue.
 */
@Component
class TrainingRun {

    static final OperationError CANCELLED = new OperationError(
            OperationError.CANCELLED, "The tuning was cancelled. Its model may answer unpredictably.");

    private static final Logger log = LoggerFactory.getLogger(TrainingRun.class);

    private final ModelStore store;
    private final SnapshotStore snapshots;
    private final HeldOutStore heldOuts;
    private final TuningEngine engine;
    private final ModelFiles files;
    private final JobQueue queue;
    private final DiskBudget disk;
    private final Quotas quotas;
    private final TrainingMeters meters;
    private final InstantSource clock;
    private final AtomicBoolean stopping = new AtomicBoolean();

    TrainingRun(
            ModelStore store,
            SnapshotStore snapshots,
            HeldOutStore heldOuts,
            TuningEngine engine,
            ModelFiles files,
            JobQueue queue,
            DiskBudget disk,
            Quotas quotas,
            TrainingMeters meters,
            InstantSource clock) {
        this.store = store;
        this.snapshots = snapshots;
        this.heldOuts = heldOuts;
        this.engine = engine;
        this.files = files;
        this.queue = queue;
        this.disk = disk;
        this.quotas = quotas;
        this.meters = meters;
        this.clock = clock;
    }

    /** The server stops while a training runs; its checkpoint is written, and it stays in the queue. */
    static final class Interrupted extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Interrupted() {
            super("The server stops; the training goes on when it is back");
        }
    }

    /** The engine goes on after a step that the store does not have: the machine went down between the two. */
    private static final class Gap extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Gap(int step) {
            super("The checkpoint goes on with step " + step + ", and steps before it are not stored");
        }
    }

    /** Asks all trainings to stop after their step. */
    void stop() {
        stopping.set(true);
    }

    /** @throws Interrupted if the server stops meanwhile, or does so already: a stopping queue may still take one when another has just let go */
    void run(TunedModelId id) {
        if (stopping.get()) {
            throw new Interrupted();
        }
        var found = store.find(id);
        if (found.isEmpty() || found.get().operationDone()) {
            return;
        }
        var model = found.get();
        if (model.cancelRequested() && model.startTime() == null) {
            end(model, ModelState.FAILED, CANCELLED, Outcome.CANCELLED, model.createTime());
            return;
        }
        var started = after(model.createTime());
        if (model.startTime() == null && !mayBegin(model, started)) {
            return;
        }
        store.start(id, started);
        queue.order();
        var steps = new Steps(model, model.startTime() == null ? started : model.startTime());
        try {
            finish(model, train(model, steps), steps.last);
        } catch (Interrupted stop) {
            throw stop;
        } catch (TrainingDivergedException wrong) {
            fail(model, Failure.DIVERGED, wrong.getMessage(), steps.last);
        } catch (PromptTooLongException wrong) {
            fail(model, Failure.TOO_LONG, wrong.getMessage(), steps.last);
        } catch (EngineUnavailableException | UnreadableModelException | NoSuchElementException unusable) {
            log.warn("Training of {} cannot be done", id, unusable);
            fail(model, Failure.ENGINE, unusable.getMessage(), steps.last);
        } catch (IOException refused) {
            log.warn("Training of {} cannot be saved", id, refused);
            fail(
                    model,
                    Failure.DISK,
                    "The server's disk refused to save the training. Its operator should look at the free space, then tune again.",
                    steps.last);
        } catch (org.springframework.dao.DataAccessException database) {
            throw database;
        } catch (RuntimeException | LinkageError | OutOfMemoryError unexpected) {
            var code = UUID.randomUUID().toString().substring(0, 8);
            log.error("Training of {} failed ({})", id, code, unexpected);
            fail(
                    model,
                    Failure.UNEXPECTED,
                    "The training failed unexpectedly at step %d. The server's log has the cause under %s."
                            .formatted(steps.step + 1, code),
                    steps.last);
        }
    }

    /** Whether the disk has room and the project has minutes left; otherwise the training ends before it begins. */
    private boolean mayBegin(StoredModel model, Instant now) {
        return holds(disk::check, model, Failure.DISK_FULL, now)
                && holds(() -> quotas.checkMinutes(model.project()), model, Failure.QUOTA, now);
    }

    private boolean holds(Runnable check, StoredModel model, Failure otherwise, Instant now) {
        try {
            check.run();
            return true;
        } catch (Refusal refused) {
            fail(model, otherwise, refused.getMessage(), now);
            return false;
        }
    }

    private TuningEngine.Trained train(StoredModel model, Steps steps) throws IOException {
        var task = task(model);
        try {
            return train(model, task, steps);
        } catch (UnreadableModelException | Gap damaged) {
            // Perhaps the checkpoint was torn; a training is deterministic, so beginning anew comes to the same steps.
            // If it is the base, this throws again.
            log.warn("Training of {} begins anew: {}", model.id(), damaged.getMessage());
            files.deleteCheckpoint(model);
            steps.begun = false;
            return train(model, task, steps);
        }
    }

    private TrainingTask task(StoredModel model) {
        var wanted = model.hyperparameters();
        return new TrainingTask(
                store.pairs(model.id())
                        .map(TrainingData::read)
                        .orElseThrow(() -> new NoSuchElementException("The training data is gone.")),
                new TrainingSettings(wanted.epochCount(), wanted.batchSize(), wanted.learningRate(), model.seed()),
                heldOuts.validation(model.id()));
    }

    private TuningEngine.Trained train(StoredModel model, TrainingTask task, Steps steps) throws IOException {
        return engine.train(
                model.baseModel(), files.start(model), task, files.checkpoint(model), files.tuned(model), steps, steps);
    }

    private void finish(StoredModel model, TuningEngine.Trained trained, Instant lastStep) {
        if (trained.completedSteps() > 0) {
            heldOuts.end(model.id(), trained.keptStep(), trained.ending() == TrainingResult.Ending.EARLY);
        }
        if (trained.ending() != TrainingResult.Ending.CANCELLED) {
            end(model, ModelState.ACTIVE, null, Outcome.ACTIVE, lastStep);
        } else if (store.find(model.id()).isEmpty()) {
            files.delete(model);
        } else if (store.wanted(model.id()) && stopping.get()) {
            throw new Interrupted();
        } else {
            // What was learned until then can be prompted, as the tuning guide says of cancelled jobs.
            end(
                    model,
                    trained.completedSteps() > 0 ? ModelState.ACTIVE : ModelState.FAILED,
                    CANCELLED,
                    Outcome.CANCELLED,
                    lastStep);
        }
    }

    private void fail(StoredModel model, Failure why, @Nullable String message, Instant previous) {
        if (end(model, ModelState.FAILED, why.error(message), Outcome.FAILED, previous)) {
            meters.failed(why);
        }
    }

    /** Whether it ended by this, and not before, or with its model. */
    private boolean end(
            StoredModel model, ModelState state, @Nullable OperationError error, Outcome outcome, Instant previous) {
        boolean ended = store.finish(model.id(), state, error, after(previous));
        if (ended) {
            meters.ended(outcome);
            files.deleteWork(model);
            queue.order();
        } else if (store.find(model.id()).isEmpty()) {
            files.delete(model);
        }
        log.info("Training of {} ended {}", model.id(), error == null ? state : state + ": " + error.message());
        return ended;
    }

    /** Now, but later than a moment that came before it. */
    private Instant after(Instant previous) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return now.isAfter(previous) ? now : previous.plus(1, ChronoUnit.MICROS);
    }

    /** Stores every step as it comes, and asks the store whether to go on. */
    private final class Steps implements TrainingProgress, Cancellation {

        private final StoredModel model;
        private final int stored;
        private Instant last;
        private boolean begun;
        private int step;

        private Steps(StoredModel model, Instant started) {
            this.model = model;
            var known = snapshots.find(List.of(model.id())).getOrDefault(model.id(), List.of());
            int gapless = 0;
            while (gapless < known.size() && known.get(gapless).step() == gapless + 1) {
                gapless++;
            }
            this.stored = gapless;
            this.last = known.isEmpty() ? started : known.getLast().computeTime();
        }

        @Override
        public void onStep(int step, int epoch, double meanLoss) {
            if (!Double.isFinite(meanLoss)) {
                throw TrainingDivergedException.ofLoss(step, meanLoss);
            }
            if (!begun) {
                begun = true;
                if (step > stored + 1) {
                    throw new Gap(step);
                }
                log.info("Training of {} goes on with step {} of {}", model.id(), step, model.totalSteps());
            }
            this.step = step;
            last = after(last);
            snapshots.add(model.id(), new Snapshot(step, epoch, (float) meanLoss, last));
        }

        @Override
        public void onWork(long tokens, Duration took) {
            meters.step(tokens, took);
        }

        @Override
        public void onHeldOutLoss(HeldOutLosses.Measured measured) {
            heldOuts.addLoss(model.id(), measured.step(), (float) measured.loss());
        }

        @Override
        public boolean requested() {
            return stopping.get() || !store.wanted(model.id());
        }
    }
}
