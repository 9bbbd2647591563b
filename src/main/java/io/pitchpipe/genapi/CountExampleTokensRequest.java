package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Examples whose tokens are to be counted as a training does. Pitchpipe's own: see docs/api.md.
 *
 * @param examples at least one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CountExampleTokensRequest(@Nullable TuningExamples examples) {}
