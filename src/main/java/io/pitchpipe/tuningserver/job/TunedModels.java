package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.Caller;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Tuned models. Every method takes its caller and holds what it may do, by its {@link Role} on the model. */
@Service
public class TunedModels {

    private final ModelCreation creation;
    private final ModelStore store;
    private final SnapshotStore snapshots;
    private final HeldOutStore heldOuts;
    private final ModelAccess access;
    private final Launcher launcher;
    private final ModelFiles files;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final JobQueue queue;
    private final TrainingMeters meters;

    TunedModels(
            ModelCreation creation,
            ModelStore store,
            SnapshotStore snapshots,
            HeldOutStore heldOuts,
            ModelAccess access,
            Launcher launcher,
            ModelFiles files,
            TransactionTemplate transaction,
            InstantSource clock,
            JobQueue queue,
            TrainingMeters meters) {
        this.creation = creation;
        this.store = store;
        this.snapshots = snapshots;
        this.heldOuts = heldOuts;
        this.access = access;
        this.launcher = launcher;
        this.files = files;
        this.transaction = transaction;
        this.clock = clock;
        this.queue = queue;
        this.meters = meters;
    }

    /**
     * Checks a wish completely, stores the model and queues its training.
     *
     * @throws Refusal if anything about it is wrong, or the id is taken
     */
    public Tuned create(NewTuning wish) {
        return creation.create(wish);
    }

    /**
     * A model and its steps.
     *
     * @throws Refusal if there is none, or the caller may not see it
     */
    public Tuned get(Caller caller, String id) {
        var found = access.require(caller, id, Role.READER);
        var model = found.model();
        return tuned(List.of(model), Map.of(model.id(), found.role())).getFirst();
    }

    /** Models that a filter finds among those the caller may see, in order of creation, after the one with this {@code seq}. */
    public List<Tuned> list(Caller caller, ModelFilter filter, long after, int limit) {
        var models = store.visible(caller, filter, after, limit);
        return tuned(models, access.roles(caller, models));
    }

    private List<Tuned> tuned(List<StoredModel> models, Map<TunedModelId, Role> roles) {
        var ids = models.stream().map(StoredModel::id).toList();
        var steps = snapshots.find(ids);
        var heldOut = heldOuts.find(ids);
        return models.stream()
                .map(model -> new Tuned(
                        model,
                        steps.getOrDefault(model.id(), List.of()),
                        heldOut.get(model.id()),
                        roles.getOrDefault(model.id(), Role.READER)))
                .toList();
    }

    /**
     * Changes what may be changed.
     *
     * @throws Refusal if a value is out of range, there is none, or the caller is no writer
     */
    public Tuned patch(Caller caller, String id, ModelPatch patch) {
        var model = access.require(caller, id, Role.WRITER).model();
        Limits.checkTexts(patch.displayName(), patch.description());
        Limits.checkSampling(patch.temperature(), patch.topP(), patch.topK());
        Limits.checkReaders(patch.readers());
        transaction.executeWithoutResult(status -> store.update(model.id(), patch, now()));
        return get(caller, id);
    }

    /**
     * Removes a model, its training and its files.
     *
     * @throws Refusal if there is none, or the caller is not the owner
     */
    public void delete(Caller caller, String id) {
        var model = access.require(caller, id, Role.OWNER).model();
        transaction.executeWithoutResult(status -> {
            store.delete(model.id());
            launcher.withdraw(model);
        });
        files.delete(model);
    }

    /**
     * Asks for the end of a training; over ones stay as they are. One that has not begun ends at once.
     *
     * @throws Refusal if there is none, or the caller is no writer
     */
    public void cancel(Caller caller, String id) {
        var model = access.require(caller, id, Role.WRITER).model();
        boolean ended = Boolean.TRUE.equals(transaction.execute(status -> store.requestCancel(model.id())
                && model.startTime() == null
                && launcher.withdraw(model)
                && store.finish(model.id(), ModelState.FAILED, TrainingRun.CANCELLED, now())));
        if (ended) {
            meters.ended(TrainingMeters.Outcome.CANCELLED);
        }
    }

    /** What is being trained, and what waits. */
    public QueueStatus queue() {
        var unfinished = queue.unfinished();
        return new QueueStatus(unfinished.stream().filter(QueuedJob::running).toList(), FairOrder.of(unfinished));
    }

    /** The places of all that wait, from 1; for whoever shows many at once. */
    public Map<TunedModelId, Integer> positions() {
        return queue.positions();
    }

    /** A waiting model's place in the queue, from 1; 0 when it does not wait. */
    public int position(Tuned tuned) {
        return tuned.model().operationDone()
                ? 0
                : queue.positions().getOrDefault(tuned.model().id(), 0);
    }

    /**
     * Lets an unfinished training begin earlier or later than its turn.
     *
     * @param priority {@value QueuedJob#MIN_PRIORITY} to {@value QueuedJob#MAX_PRIORITY}; 0 is usual, higher ones go first
     * @throws Refusal if there is no such unfinished training, or no such priority
     */
    public void setPriority(String id, int priority) {
        if (priority < QueuedJob.MIN_PRIORITY || priority > QueuedJob.MAX_PRIORITY) {
            throw Refusal.invalid(
                    "priority",
                    "priority must be between %d and %d.".formatted(QueuedJob.MIN_PRIORITY, QueuedJob.MAX_PRIORITY));
        }
        if (!TunedModelId.isValid(id) || !queue.setPriority(new TunedModelId(id), priority)) {
            throw Refusal.of(Refusal.Kind.NOT_FOUND, "There is no unfinished training of tunedModels/" + id + ".");
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
