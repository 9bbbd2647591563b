package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.lm.EngineUnavailableException;
import io.pitchpipe.tuningserver.lm.UnreadableModelException;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import org.springframework.stereotype.Service;

/** Counts the tokens of examples as a training does, many in one request: whether they fit is known before one is asked for. */
@Service
public class ExampleCounts {

    private final BaseModels bases;
    private final TuningEngine engine;
    private final Turns turns;

    ExampleCounts(BaseModels bases, TuningEngine engine, AnswerMeters meters) {
        this.bases = bases;
        this.engine = engine;
        // One at a time: a set of the largest size takes seconds, and callers do not wait for an answer behind it.
        this.turns = new Turns(1, meters);
    }

    /**
     * Counts.
     *
     * @param tokens of each example in order, 0 for one that is too long to be counted
     * @param limit most that one may have
     */
    public record Counted(List<Integer> tokens, int limit) {}

    /**
     * Counts the tokens of examples, which need not be valid to be trained on.
     *
     * @throws Refusal if there is no such base, there are no examples or too many bytes of them, or too much is going on
     */
    public Counted count(String name, String apiVersion, List<Example> examples) {
        var base = bases.find(name)
                .orElseThrow(
                        () -> Refusal.of(
                                Refusal.Kind.NOT_FOUND,
                                name + " is not found for API version " + apiVersion
                                        + ", or is not supported for createTunedModel. Call ListModels to see the list of available models and their supported methods."))
                .base();
        Limits.checkCounted(examples);
        return turns.take(() -> counted(base, examples));
    }

    private Counted counted(BaseModel base, List<Example> examples) {
        try {
            var counts = engine.tokens(base.name(), TrainingData.pairs(examples));
            return new Counted(Arrays.stream(counts).boxed().toList(), base.exampleTokenLimit());
        } catch (EngineUnavailableException | UnreadableModelException | NoSuchElementException cannot) {
            throw Refusal.of(Refusal.Kind.UNAVAILABLE, "The base model cannot be used: " + cannot.getMessage());
        }
    }
}
