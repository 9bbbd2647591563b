package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What to count, in the PaLM API's form.
 *
 * @param prompt what is asked
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CountTextTokensRequest(@Nullable TextPrompt prompt) {}
