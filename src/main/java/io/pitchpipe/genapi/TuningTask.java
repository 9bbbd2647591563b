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
 * @param validation of Pitchpipe's own server, not in the API: examples held out; absent unless the model was created with some
 */
@JsonPropertyOrder({"startTime", "completeTime", "snapshots", "trainingData", "hyperparameters", "validation"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TuningTask(
        @Nullable Instant startTime,
        @Nullable Instant completeTime,
        @Nullable List<TuningSnapshot> snapshots,
        @Nullable Dataset trainingData,
        @Nullable Hyperparameters hyperparameters,
        @Nullable TuningValidation validation) {

    /** What a client sends. */
    public static TuningTask toCreate(List<TuningExample> examples, Hyperparameters hyperparameters) {
        return toCreate(examples, hyperparameters, null);
    }

    /** What a client sends to Pitchpipe's own server. */
    public static TuningTask toCreate(
            List<TuningExample> examples, Hyperparameters hyperparameters, @Nullable TuningValidation validation) {
        return new TuningTask(null, null, null, new Dataset(new TuningExamples(examples)), hyperparameters, validation);
    }
}
