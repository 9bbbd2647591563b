package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What a backend with filters says of a prompt. Pitchpipe's own server has none and never sends it.
 *
 * @param blockReason why there is no answer, raw
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record PromptFeedback(@Nullable String blockReason) {}
