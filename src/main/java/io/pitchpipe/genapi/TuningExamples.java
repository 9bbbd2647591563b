package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Examples in the request itself.
 *
 * @param examples at least one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TuningExamples(@Nullable List<TuningExample> examples) {}
