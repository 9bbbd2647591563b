package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.lm.BaseModelCatalog;
import io.pitchpipe.tuningserver.lm.BaseModelInfo;
import io.pitchpipe.tuningserver.lm.Cancellation;
import io.pitchpipe.tuningserver.lm.Engine;
import io.pitchpipe.tuningserver.lm.EngineStatus;
import io.pitchpipe.tuningserver.lm.Generation;
import io.pitchpipe.tuningserver.lm.Generator;
import io.pitchpipe.tuningserver.lm.LanguageModel;
import io.pitchpipe.tuningserver.lm.Placement;
import io.pitchpipe.tuningserver.lm.Prompt;
import io.pitchpipe.tuningserver.lm.SamplingSettings;
import io.pitchpipe.tuningserver.lm.TokenSink;
import io.pitchpipe.tuningserver.lm.Trainer;
import io.pitchpipe.tuningserver.lm.TrainingPair;
import io.pitchpipe.tuningserver.lm.TrainingProgress;
import io.pitchpipe.tuningserver.lm.TrainingRoom;
import io.pitchpipe.tuningserver.lm.TrainingTask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The engine in this process. A base model is opened when it is first needed and then kept; adapters come and go by {@link AdapterCache}. */
final class LocalEngine implements TuningEngine, AutoCloseable {

    private final BaseModelCatalog catalog;
    private final Placement placement;
    private final Trainer trainer;
    private final Generator generator = new Generator();
    private final AdapterCache adapters;
    private final Map<String, LanguageModel> open = new HashMap<>();

    /** Bytes of the open models' weights, by name: beside the map, which is locked while a model is read. */
    private final Map<String, Long> weights = new ConcurrentHashMap<>();

    /** @param adapterBudget bytes that adapters may take beyond those in use */
    LocalEngine(Path models, Placement placement, TrainingRoom room, long adapterBudget, Trainer trainer) {
        catalog = new BaseModelCatalog(models, placement, room);
        adapters = new AdapterCache(adapterBudget, placement.device());
        this.placement = placement;
        this.trainer = trainer;
    }

    @Override
    public EngineStatus status() {
        return Engine.status(placement);
    }

    @Override
    public List<BaseModelInfo> bases() {
        return catalog.list();
    }

    @Override
    public void check(String base, List<TrainingPair> pairs) {
        trainer.check(model(base), pairs);
    }

    @Override
    public int[] tokens(String base, List<TrainingPair> pairs) {
        return Trainer.tokens(model(base), pairs);
    }

    @Override
    public Trained train(
            String base,
            @Nullable Path start,
            TrainingTask task,
            Path checkpoint,
            Path target,
            TrainingProgress progress,
            Cancellation cancellation)
            throws IOException {
        var model = model(base);
        try (var from = start == null ? null : adapters.borrow(start)) {
            var result = trainer.train(
                    model, from == null ? null : from.adapter(), task, checkpoint, progress, cancellation);
            try (var adapter = result.adapter()) {
                if (result.completedSteps() > 0) {
                    adapter.save(target);
                }
            }
            return new Trained(result.completedSteps(), result.keptStep(), result.ending());
        } finally {
            if (start != null) {
                adapters.forget(start);
            }
        }
    }

    @Override
    public Generation generate(
            String base, @Nullable Path adapter, Prompt prompt, SamplingSettings settings, TokenSink sink) {
        var model = model(base);
        try (var lease = adapter == null ? null : adapters.borrow(adapter)) {
            return generator.generate(model, lease == null ? null : lease.adapter(), prompt, settings, sink);
        }
    }

    @Override
    public int countTokens(String base, List<Prompt.Turn> turns) {
        return model(base).countTokens(turns);
    }

    @Override
    public void forget(Path adapter) {
        adapters.forget(adapter);
    }

    private LanguageModel model(String name) {
        synchronized (open) {
            return open.computeIfAbsent(name, this::opened);
        }
    }

    private LanguageModel opened(String name) {
        var model = catalog.open(name);
        weights.put(name, model.bytes());
        return model;
    }

    @Override
    public EngineMemory memory() {
        return new EngineMemory(
                weights.size(),
                weights.values().stream().mapToLong(Long::longValue).sum(),
                adapters.size(),
                adapters.bytes(),
                Engine.residentBytes());
    }

    @Override
    public void close() {
        // Native memory goes with the process; closing it under a thread that still computes would crash.
    }
}
