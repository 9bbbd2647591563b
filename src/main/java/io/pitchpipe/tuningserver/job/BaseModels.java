package io.pitchpipe.tuningserver.job;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;

/** Base models by the names that callers use, the retired ones included. */
@Service
public class BaseModels {

    private static final String BEST = "best";

    private final TuningEngine engine;
    private final ServerSettings settings;

    BaseModels(TuningEngine engine, ServerSettings settings) {
        this.engine = engine;
        this.settings = settings;
    }

    /**
     * A base model and the name it was asked for by.
     *
     * @param base the one that is really here
     * @param asked the caller's name; another one when it is an alias
     */
    public record Resolved(BaseModel base, String asked) {

        /** Whether the caller's name is not the base's own. */
        public boolean isAlias() {
            return !asked.equals(base.name());
        }
    }

    /**
     * Whether this machine can train and generate.
     *
     * @param available whether it can
     * @param detail a sentence for people
     * @param device what it computes with, {@code cpu} or {@code cuda:N}
     * @param dtype the numbers of its base models, {@code float32} or {@code bf16}
     */
    public record EngineState(boolean available, String detail, String device, String dtype) {}

    /** Whether this machine can train and generate; the first call takes seconds. */
    public EngineState engine() {
        var status = engine.status();
        var placement = status.placement();
        return new EngineState(
                status.available(),
                status.detail(),
                placement.device().toString(),
                placement.precision().setting());
    }

    /** The bases really here, a demo last. */
    public List<BaseModel> list() {
        return engine.bases().stream().map(BaseModel::of).toList();
    }

    /** The base of this name, or the one that this retired name is declared to mean. */
    public Optional<Resolved> find(String name) {
        var bases = list();
        var target = settings.retiredNames() ? settings.aliases().get(name) : null;
        return first(bases, base -> base.name().equals(name))
                .or(() -> target == null
                        ? Optional.empty()
                        : target.equals(BEST)
                                ? best(bases)
                                : first(bases, base -> base.name().equals(target)))
                .map(base -> new Resolved(base, name));
    }

    private Optional<BaseModel> best(List<BaseModel> bases) {
        return settings.preferredBases().stream()
                .flatMap(preferred -> first(bases, base -> base.name().equals(preferred)).stream())
                .findFirst()
                .or(() -> first(bases, base -> !base.demo()))
                .or(() -> first(bases, base -> true));
    }

    private static Optional<BaseModel> first(List<BaseModel> bases, Predicate<BaseModel> condition) {
        return bases.stream().filter(condition).findFirst();
    }
}
