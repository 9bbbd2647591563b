package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.Caller;
import io.pitchpipe.tuningserver.lm.EngineUnavailableException;
import io.pitchpipe.tuningserver.lm.PromptTooLongException;
import io.pitchpipe.tuningserver.lm.UnreadableModelException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Tuned models. Every method takes its caller and holds what it may do, by its {@link Role} on the model. */
@Service
public class TunedModels {

    private final ModelStore store;
    private final HeldOutStore heldOuts;
    private final GrantStore grants;
    private final ModelAccess access;
    private final BaseModels bases;
    private final TuningEngine engine;
    private final Launcher launcher;
    private final ModelFiles files;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ServerSettings settings;
    private final JobQueue queue;
    private final Quotas quotas;
    private final DiskBudget disk;
    private final TrainingMeters meters;
    private final ModelNames names;

    TunedModels(
            ModelStore store,
            HeldOutStore heldOuts,
            GrantStore grants,
            ModelAccess access,
            BaseModels bases,
            TuningEngine engine,
            Launcher launcher,
            ModelFiles files,
            TransactionTemplate transaction,
            InstantSource clock,
            RandomGenerator random,
            ServerSettings settings,
            JobQueue queue,
            Quotas quotas,
            DiskBudget disk,
            TrainingMeters meters) {
        this.store = store;
        this.heldOuts = heldOuts;
        this.grants = grants;
        this.access = access;
        this.bases = bases;
        this.engine = engine;
        this.launcher = launcher;
        this.files = files;
        this.transaction = transaction;
        this.clock = clock;
        this.random = random;
        this.settings = settings;
        this.queue = queue;
        this.quotas = quotas;
        this.disk = disk;
        this.meters = meters;
        this.names = new ModelNames(random);
    }

    /**
     * Checks a wish completely, stores the model and queues its training.
     *
     * @throws Refusal if anything about it is wrong, or the id is taken
     */
    public Tuned create(NewTuning wish) {
        var id = chosenId(wish);
        Limits.checkTexts(wish.displayName(), wish.description());
        Limits.checkSampling(wish.temperature(), wish.topP(), wish.topK());
        Limits.checkReaders(wish.readers());
        Limits.checkPairs(wish.pairs());
        Limits.checkValidation(wish.validation());
        var hyperparameters = Limits.hyperparameters(wish);
        var source = source(wish);
        var base = base(wish, source);
        checkFits(base.base(), wish.pairs(), Limits.TRAINING_DATA);
        if (wish.validation() != null) {
            checkFits(base.base(), wish.validation().pairs(), Limits.VALIDATION_DATA);
        }
        disk.check();
        var now = now();
        var model = new StoredModel(
                id,
                0,
                wish.caller().project(),
                wish.apiVersion(),
                base.base().name(),
                source == null ? null : source.id(),
                wish.displayName(),
                description(wish, base),
                ModelState.CREATING,
                now,
                now,
                null,
                null,
                orElse(
                        wish.temperature(),
                        source == null ? Math.min(1, base.base().temperature()) : source.temperature()),
                orElse(wish.topP(), source == null ? base.base().topP() : source.topP()),
                wish.topK() != null ? wish.topK() : source == null ? base.base().topK() : source.topK(),
                hyperparameters,
                settings.seed() == null ? random.nextLong() : settings.seed(),
                wish.pairs().size(),
                Math.ceilDiv(wish.pairs().size() * hyperparameters.epochCount(), hyperparameters.batchSize()),
                names.operationId(),
                false,
                null,
                false,
                wish.readers());
        if (source != null) {
            files.copyStart(source, model);
        }
        if (!stored(model, wish)) {
            files.delete(model);
            throw taken(id);
        }
        meters.asked();
        return new Tuned(model, List.of(), HeldOut.of(wish.validation()), Role.OWNER);
    }

    /** Whether it was; {@code false} when its id is taken. What was copied for it goes when it was refused. */
    private boolean stored(StoredModel model, NewTuning wish) {
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                quotas.check(model.project(), model.exampleCount());
                boolean inserted = store.insert(model, TrainingData.write(wish.pairs()));
                if (inserted) {
                    if (wish.validation() != null) {
                        heldOuts.insert(model.id(), wish.validation());
                    }
                    grants.insert(
                            model.id(), Grant.of(Grant.Type.USER, wish.caller().principal(), Role.OWNER));
                    launcher.launch(model);
                }
                return inserted;
            }));
        } catch (Refusal refused) {
            files.delete(model);
            throw refused;
        }
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
        var snapshots = store.snapshots(ids);
        var heldOut = heldOuts.find(ids);
        return models.stream()
                .map(model -> new Tuned(
                        model,
                        snapshots.getOrDefault(model.id(), List.of()),
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

    private TunedModelId chosenId(NewTuning wish) {
        if (wish.id() == null) {
            return names.modelId(wish.displayName());
        }
        if (!TunedModelId.isValid(wish.id())) {
            throw Refusal.invalid(
                    "tuned_model_id",
                    "tuned_model_id must be at most 40 characters of a-z, 0-9 and -, start with a letter and not end with -.");
        }
        var id = new TunedModelId(wish.id());
        if (store.exists(id.value())) {
            throw taken(id);
        }
        return id;
    }

    private static Refusal taken(TunedModelId id) {
        return Refusal.of(Refusal.Kind.ALREADY_EXISTS, "Tuned model " + id.name() + " already exists.");
    }

    private @Nullable StoredModel source(NewTuning wish) {
        if (wish.sourceModel() == null) {
            return null;
        }
        var source =
                access.require(wish.caller(), wish.sourceModel(), Role.WRITER).model();
        if (source.state() != ModelState.ACTIVE) {
            throw Refusal.of(
                    Refusal.Kind.NOT_READY,
                    "Tuned model %s is %s; only an ACTIVE one can be tuned further."
                            .formatted(source.id().name(), source.state()));
        }
        return source;
    }

    private BaseModels.Resolved base(NewTuning wish, @Nullable StoredModel source) {
        var name = source == null ? wish.baseModel() : source.baseModel();
        if (name == null) {
            throw Refusal.invalid(
                    "tuned_model", "One of base_model and tuned_model_source must be given: what to tune.");
        }
        return bases.find(name)
                .orElseThrow(
                        () -> Refusal.of(
                                Refusal.Kind.NOT_FOUND,
                                name + " is not found for API version " + wish.apiVersion()
                                        + ", or is not supported for createTunedModel. Call ListModels to see the list of available models and their supported methods."));
    }

    private void checkFits(BaseModel base, List<Example> examples, Limits.Data data) {
        try {
            engine.check(base.name(), TrainingData.pairs(examples));
        } catch (PromptTooLongException tooLong) {
            throw Refusal.invalid(data.field(tooLong.example()), data.prefix() + tooLong.getMessage());
        } catch (EngineUnavailableException | UnreadableModelException | NoSuchElementException cannot) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "The base model cannot be used: " + cannot.getMessage());
        }
    }

    private static String description(NewTuning wish, BaseModels.Resolved base) {
        if (!base.isAlias()) {
            return wish.description();
        }
        var truth = "Asked for %s, which is not on this server; tuned on %s (%s) in its place."
                .formatted(base.asked(), base.base().name(), base.base().displayName());
        return wish.description().isEmpty() ? truth : wish.description() + " (" + truth + ")";
    }

    private static float orElse(@Nullable Float wish, float usual) {
        return wish == null ? usual : wish;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
