package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Data to train on.
 *
 * @param examples the only kind there is: examples in the request itself. Mind the double nesting, {@code trainingData.examples.examples[]}
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Dataset(@Nullable TuningExamples examples) {}
