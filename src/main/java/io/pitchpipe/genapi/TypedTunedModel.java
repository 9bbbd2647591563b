package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * A tuned model inside an Any, as an operation's response.
 *
 * @param type the Any's type URL
 * @param model its fields stand beside the type in JSON
 */
@JsonPropertyOrder({"@type", "model"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TypedTunedModel(
        @JsonProperty("@type") @Nullable String type,
        @JsonUnwrapped TunedModel model) {}
