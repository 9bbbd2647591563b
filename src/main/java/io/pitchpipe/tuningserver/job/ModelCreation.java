package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.lm.EngineUnavailableException;
import io.pitchpipe.tuningserver.lm.PromptTooLongException;
import io.pitchpipe.tuningserver.lm.UnreadableModelException;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Makes tuned models of what callers wish for: checks it whole, resolves what was left open, and queues the training. */
@Component
class ModelCreation {

    /** Examples that a refusal names one by one; its sentence says how many there are. */
    private static final int MAX_VIOLATIONS = 1_000;

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
    private final Quotas quotas;
    private final DiskBudget disk;
    private final TrainingMeters meters;
    private final ModelNames names;

    ModelCreation(
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
    Tuned create(NewTuning wish) {
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
        var model = model(id, wish, source, base, hyperparameters);
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

    private StoredModel model(
            TunedModelId id,
            NewTuning wish,
            @Nullable StoredModel source,
            BaseModels.Resolved base,
            Hyperparameters hyperparameters) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return new StoredModel(
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
            throw Refusal.invalid(violations(tooLong, data), data.prefix() + tooLong.getMessage());
        } catch (EngineUnavailableException | UnreadableModelException | NoSuchElementException cannot) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "The base model cannot be used: " + cannot.getMessage());
        }
    }

    private static List<Refusal.Violation> violations(PromptTooLongException tooLong, Limits.Data data) {
        return tooLong.examples().stream()
                .limit(MAX_VIOLATIONS)
                .map(each -> new Refusal.Violation(
                        data.field(each.number()),
                        String.format(
                                Locale.ROOT,
                                "Example %d: %s, more than the %,d it may have.",
                                each.number(),
                                each.length(),
                                tooLong.limit())))
                .toList();
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
}
