package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of a training.
 *
 * @param step from 1
 * @param epoch epochs completed after this step; 0 is absent in JSON
 * @param meanLoss mean loss of the step's examples
 * @param computeTime when the step was done
 * @param validationLoss of Pitchpipe's own server, not in the API: mean loss of the held-out examples after this step, if there are any and it ended an epoch; it may
 *     appear after the snapshot itself
 */
@JsonPropertyOrder({"step", "epoch", "meanLoss", "computeTime", "validationLoss"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TuningSnapshot(
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int step,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int epoch,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        float meanLoss,

        @Nullable Instant computeTime,
        @Nullable Float validationLoss) {}
