package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Examples held out of a training, and what their loss decides: of Pitchpipe's own server, not in the API.
 *
 * @param data the held-out examples; input only, never answered
 * @param keepBest whether the weights of the epoch with the lowest held-out loss are kept, not the last ones
 * @param patience epochs without a new lowest held-out loss after which the training ends; 0 for never
 * @param exampleCount how many examples are held out; output only, as all that follows
 * @param startLoss their loss before the first step; absent until it is measured
 * @param keptStep the step whose weights are kept; absent until the training is over
 * @param keptEpoch epochs completed by then
 * @param endedEarly whether the training ended because it had run out of patience
 * @param message what came of it, in a sentence or two for people; absent until the training is over
 */
@JsonPropertyOrder({
    "data",
    "keepBest",
    "patience",
    "exampleCount",
    "startLoss",
    "keptStep",
    "keptEpoch",
    "endedEarly",
    "message"
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TuningValidation(
        @Nullable Dataset data,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        boolean keepBest,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int patience,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int exampleCount,

        @Nullable Float startLoss,
        @Nullable Integer keptStep,
        @Nullable Integer keptEpoch,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        boolean endedEarly,

        @Nullable String message) {

    /** What a client sends. */
    public static TuningValidation toCreate(List<TuningExample> examples, boolean keepBest, int patience) {
        return new TuningValidation(
                new Dataset(new TuningExamples(examples)), keepBest, patience, 0, null, null, null, false, null);
    }
}
