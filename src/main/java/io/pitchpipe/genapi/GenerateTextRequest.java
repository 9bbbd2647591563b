package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prompt and how to answer it, in the PaLM API's form. What is absent is the model's default.
 *
 * @param prompt what is asked
 * @param temperature 0 for always the likeliest, up to the model's maximum
 * @param candidateCount answers wanted, 1 to 8
 * @param maxOutputTokens most tokens of each answer
 * @param topP 0 to 1
 * @param topK 0 or more
 * @param stopSequences texts that end an answer, at most 5
 */
@JsonPropertyOrder({"prompt", "temperature", "candidateCount", "maxOutputTokens", "topP", "topK", "stopSequences"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GenerateTextRequest(
        @Nullable TextPrompt prompt,
        @Nullable Float temperature,
        @Nullable Integer candidateCount,
        @Nullable Integer maxOutputTokens,
        @Nullable Float topP,
        @Nullable Integer topK,
        @Nullable List<String> stopSequences) {}
