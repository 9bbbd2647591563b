package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * One pair to learn from.
 *
 * @param textInput what is asked, at most 40,000 characters
 * @param output what is to be answered, at most 5,000 characters
 */
@JsonPropertyOrder({"textInput", "output"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TuningExample(
        @Nullable String textInput, @Nullable String output) {}
