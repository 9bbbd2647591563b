package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A training.
 *
 * @param startTime when it left the queue; output only
 * @param completeTime when it ended; output only
 * @param snapshots one for every step so far; output only
 * @param trainingData input only, never answered
 * @param hyperparameters fixed once created
 */
@JsonPropertyOrder({"startTime", "completeTime", "snapshots", "trainingData", "hyperparameters"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TuningTask(
        @Nullable Instant startTime,
        @Nullable Instant completeTime,
        @Nullable List<TuningSnapshot> snapshots,
        @Nullable Dataset trainingData,
        @Nullable Hyperparameters hyperparameters) {

    /** What a client sends. */
    public static TuningTask toCreate(List<TuningExample> examples, Hyperparameters hyperparameters) {
        return new TuningTask(null, null, null, new Dataset(new TuningExamples(examples)), hyperparameters);
    }
}
