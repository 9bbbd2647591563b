package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * An answer in the PaLM API's form.
 *
 * @param output its text
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TextCompletion(@Nullable String output) {}
