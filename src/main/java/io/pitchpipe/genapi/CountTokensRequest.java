package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to count: one of the two.
 *
 * @param contents turns
 * @param generateContentRequest a whole request
 */
@JsonPropertyOrder({"contents", "generateContentRequest"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CountTokensRequest(
        @Nullable List<Content> contents, @Nullable GenerateContentRequest generateContentRequest) {}
