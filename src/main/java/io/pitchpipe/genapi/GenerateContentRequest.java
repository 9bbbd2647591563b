package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A prompt. The model stands in the path.
 *
 * @param contents turns, the last by the user
 * @param systemInstruction refused by tuned models
 * @param generationConfig absent for the model's defaults
 */
@JsonPropertyOrder({"contents", "systemInstruction", "generationConfig"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GenerateContentRequest(
        @Nullable List<Content> contents,
        @Nullable Content systemInstruction,
        @Nullable GenerationConfig generationConfig) {

    /** A single prompt. */
    public static GenerateContentRequest of(String prompt, @Nullable GenerationConfig generationConfig) {
        return new GenerateContentRequest(List.of(Content.of("user", prompt)), null, generationConfig);
    }
}
