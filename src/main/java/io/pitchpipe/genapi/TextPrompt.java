package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A prompt in the PaLM API's form.
 *
 * @param text what is asked
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TextPrompt(@Nullable String text) {}
