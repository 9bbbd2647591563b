package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * The tuned model that another is tuned from.
 *
 * @param tunedModel {@code tunedModels/ID}
 * @param baseModel its base, filled in by the server; output only
 */
@JsonPropertyOrder({"tunedModel", "baseModel"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TunedModelSource(
        @Nullable String tunedModel, @Nullable String baseModel) {}
