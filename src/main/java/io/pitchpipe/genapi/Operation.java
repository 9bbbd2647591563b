package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import org.jspecify.annotations.Nullable;

/**
 * A training as a long-running operation.
 *
 * @param name {@code tunedModels/ID/operations/ID}
 * @param metadata progress
 * @param done whether it is over; then there is either an error or a response. {@code false} is absent in JSON
 * @param error why it failed; its code is the rpc code, 1 for cancelled
 * @param response the finished model
 */
@JsonPropertyOrder({"name", "metadata", "done", "error", "response"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Operation(
        @Nullable String name,
        @Nullable CreateTunedModelMetadata metadata,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        boolean done,

        @Nullable Status error,
        @Nullable TypedTunedModel response) {

    /** Whether it was cancelled. */
    public boolean cancelled() {
        return error != null && error.code() == RpcCode.CANCELLED.rpc();
    }
}
