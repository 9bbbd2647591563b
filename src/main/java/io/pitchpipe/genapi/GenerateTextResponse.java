package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Answers in the PaLM API's form.
 *
 * @param candidates as many as were asked for
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GenerateTextResponse(@Nullable List<TextCompletion> candidates) {}
