package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;

/**
 * What a prompt took, in tokens.
 *
 * @param promptTokenCount of the prompt, the chat template's included
 * @param candidatesTokenCount of the answer so far
 * @param totalTokenCount of both
 */
@JsonPropertyOrder({"promptTokenCount", "candidatesTokenCount", "totalTokenCount"})
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record UsageMetadata(
        @JsonSetter(nulls = Nulls.AS_EMPTY) int promptTokenCount,
        @JsonSetter(nulls = Nulls.AS_EMPTY) int candidatesTokenCount,
        @JsonSetter(nulls = Nulls.AS_EMPTY) int totalTokenCount) {}
