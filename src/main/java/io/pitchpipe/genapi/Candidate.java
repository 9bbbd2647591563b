package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * An answer, or a piece of one in a stream.
 *
 * @param content its text
 * @param finishReason STOP, MAX_TOKENS, SAFETY …, raw; in a stream on the last piece only
 * @param index its number, explicit even when it is 0
 */
@JsonPropertyOrder({"content", "finishReason", "index"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Candidate(
        @Nullable Content content,
        @Nullable String finishReason,
        @Nullable Integer index) {}
