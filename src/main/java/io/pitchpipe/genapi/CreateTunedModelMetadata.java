package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a training is.
 *
 * @param type the Any's type URL
 * @param totalSteps steps of the whole training
 * @param completedSteps steps done
 * @param completedPercent 100 times the one over the other, as a float; absent before the first step
 * @param snapshots one per step done
 * @param tunedModel {@code tunedModels/ID}
 * @param queuePosition of this server, not in the API: the place in the queue from 1 while it waits, else absent
 * @param validation of Pitchpipe's own server, not in the API: as in the model's {@link TuningTask}, for those created with held-out examples
 */
@JsonPropertyOrder({
    "@type",
    "totalSteps",
    "completedSteps",
    "completedPercent",
    "snapshots",
    "tunedModel",
    "queuePosition",
    "validation"
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CreateTunedModelMetadata(
        @JsonProperty("@type") @Nullable String type,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int totalSteps,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int completedSteps,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        float completedPercent,

        @Nullable List<TuningSnapshot> snapshots,
        @Nullable String tunedModel,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int queuePosition,

        @Nullable TuningValidation validation) {}
