package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to answer. What is absent is the model's default.
 *
 * @param candidateCount answers wanted
 * @param stopSequences texts that end the answer, at most 5
 * @param maxOutputTokens most tokens of the answer
 * @param temperature 0 for always the likeliest, up to the model's maximum
 * @param topP above 0 to 1
 * @param topK 1 or more
 * @param seed of the drawing
 * @param responseMimeType {@code text/plain}
 */
@JsonPropertyOrder({
    "candidateCount",
    "stopSequences",
    "maxOutputTokens",
    "temperature",
    "topP",
    "topK",
    "seed",
    "responseMimeType"
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GenerationConfig(
        @Nullable Integer candidateCount,
        @Nullable List<String> stopSequences,
        @Nullable Integer maxOutputTokens,
        @Nullable Float temperature,
        @Nullable Float topP,
        @Nullable Integer topK,
        @Nullable Integer seed,
        @Nullable String responseMimeType) {

    /** All defaults. */
    public static final GenerationConfig DEFAULTS =
            new GenerationConfig(null, null, null, null, null, null, null, null);
}
