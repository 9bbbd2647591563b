package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.access.ProjectNumber;
import io.pitchpipe.tuningserver.lm.EngineUnavailableException;
import io.pitchpipe.tuningserver.lm.PromptTooLongException;
import io.pitchpipe.tuningserver.lm.UnreadableModelException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Tuned models of projects. Every method takes the calling project and holds what it may do: a reader sees and prompts, the owner does everything, others nothing. */
@Service
public class TunedModels {

    private final ModelStore store;
    private final BaseModels bases;
    private final TuningEngine engine;
    private final Launcher launcher;
    private final ModelFiles files;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final ServerSettings settings;
    private final ModelNames names;

    TunedModels(
            ModelStore store,
            BaseModels bases,
            TuningEngine engine,
            Launcher launcher,
            ModelFiles files,
            TransactionTemplate transaction,
            InstantSource clock,
            RandomGenerator random,
            ServerSettings settings) {
        this.store = store;
        this.bases = bases;
        this.engine = engine;
        this.launcher = launcher;
        this.files = files;
        this.transaction = transaction;
        this.clock = clock;
        this.random = random;
        this.settings = settings;
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
        var hyperparameters = Limits.hyperparameters(wish);
        var source = source(wish);
        var base = base(wish, source);
        checkFits(base.base(), wish.pairs());
        var now = now();
        var model = new StoredModel(
                id,
                0,
                wish.project(),
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
        boolean stored = Boolean.TRUE.equals(transaction.execute(status -> {
            boolean inserted = store.insert(model, TrainingData.write(wish.pairs()));
            if (inserted) {
                launcher.launch(model);
            }
            return inserted;
        }));
        if (!stored) {
            files.delete(model);
            throw taken(id);
        }
        return new Tuned(model, List.of());
    }

    /**
     * A model and its steps.
     *
     * @throws Refusal if there is none, or the project may not see it
     */
    public Tuned get(ProjectNumber caller, String id) {
        var model = readable(caller, id);
        return new Tuned(model, store.snapshots(List.of(model.id())).getOrDefault(model.id(), List.of()));
    }

    /** Models that a project owns or that are shared with it, in order of creation, after the one with this {@code seq}. */
    public List<Tuned> list(ProjectNumber caller, ModelFilter filter, long after, int limit) {
        var models = store.visible(caller, filter.own(), filter.shared(), filter.words(), after, limit);
        var snapshots = store.snapshots(models.stream().map(StoredModel::id).toList());
        return models.stream()
                .map(model -> new Tuned(model, snapshots.getOrDefault(model.id(), List.of())))
                .toList();
    }

    /**
     * Changes what may be changed.
     *
     * @throws Refusal if a value is out of range, there is none, or it is not the project's own
     */
    public Tuned patch(ProjectNumber caller, String id, ModelPatch patch) {
        var model = owned(caller, id);
        Limits.checkTexts(patch.displayName(), patch.description());
        Limits.checkSampling(patch.temperature(), patch.topP(), patch.topK());
        Limits.checkReaders(patch.readers());
        transaction.executeWithoutResult(status -> store.update(model.id(), patch, now()));
        return get(caller, id);
    }

    /**
     * Removes a model, its training and its files.
     *
     * @throws Refusal if there is none, or it is not the project's own
     */
    public void delete(ProjectNumber caller, String id) {
        var model = owned(caller, id);
        transaction.executeWithoutResult(status -> {
            store.delete(model.id());
            launcher.withdraw(model);
        });
        files.delete(model);
    }

    /**
     * Asks for the end of a training; over ones stay as they are. One that has not begun ends at once.
     *
     * @throws Refusal if there is none, or it is not the project's own
     */
    public void cancel(ProjectNumber caller, String id) {
        var model = owned(caller, id);
        transaction.executeWithoutResult(status -> {
            if (store.requestCancel(model.id()) && model.startTime() == null && launcher.withdraw(model)) {
                store.finish(model.id(), ModelState.FAILED, TrainingRun.CANCELLED, now());
            }
        });
    }

    /** What is being trained, and what waits. */
    public QueueStatus queue() {
        return store.queue();
    }

    StoredModel readable(ProjectNumber caller, String id) {
        var model = find(id);
        if (!model.readableBy(caller)) {
            throw Refusal.denied(model.id());
        }
        return model;
    }

    private StoredModel owned(ProjectNumber caller, String id) {
        var model = find(id);
        if (!model.ownedBy(caller)) {
            throw Refusal.denied(model.id());
        }
        return model;
    }

    private StoredModel find(String id) {
        if (!TunedModelId.isValid(id)) {
            throw Refusal.missing(id);
        }
        return store.find(new TunedModelId(id)).orElseThrow(() -> Refusal.missing(id));
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
        var source = owned(wish.project(), wish.sourceModel());
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

    private void checkFits(BaseModel base, List<Example> examples) {
        try {
            engine.check(base.name(), TrainingData.pairs(examples));
        } catch (PromptTooLongException tooLong) {
            throw Refusal.invalid(
                    "tuned_model.tuning_task.training_data.examples.examples[" + (tooLong.example() - 1) + "]",
                    String.valueOf(tooLong.getMessage()));
        } catch (EngineUnavailableException | UnreadableModelException | NoSuchElementException cannot) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "The base model cannot be used: " + cannot.getMessage());
        }
    }

    private static String description(NewTuning wish, BaseModels.Resolved base) {
        if (!wish.description().isEmpty() || !base.isAlias()) {
            return wish.description();
        }
        return "Asked for %s, which is not on this server; tuned on %s (%s) in its place."
                .formatted(base.asked(), base.base().name(), base.base().displayName());
    }

    private static float orElse(@Nullable Float wish, float usual) {
        return wish == null ? usual : wish;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
