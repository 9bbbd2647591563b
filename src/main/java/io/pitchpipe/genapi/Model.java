package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A base model.
 *
 * @param name {@code models/ID}
 * @param baseModelId in practice absent
 * @param version as its maker calls it
 * @param displayName name for people
 * @param description words for people
 * @param inputTokenLimit most tokens of a prompt
 * @param outputTokenLimit most tokens of an answer
 * @param supportedGenerationMethods such as {@code generateContent}; {@code createTunedModel} means it can be tuned
 * @param temperature default of its answers
 * @param topP default of its answers
 * @param topK default of its answers
 * @param maxTemperature highest temperature a request may ask for
 * @param exampleTokenLimit most tokens of an example to tune on, Pitchpipe's own (docs/api.md); 0 if not said
 */
@JsonPropertyOrder({
    "name",
    "baseModelId",
    "version",
    "displayName",
    "description",
    "inputTokenLimit",
    "outputTokenLimit",
    "supportedGenerationMethods",
    "temperature",
    "topP",
    "topK",
    "maxTemperature",
    "exampleTokenLimit"
})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Model(
        @Nullable String name,
        @Nullable String baseModelId,
        @Nullable String version,
        @Nullable String displayName,
        @Nullable String description,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int inputTokenLimit,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int outputTokenLimit,

        @Nullable List<String> supportedGenerationMethods,
        @Nullable Float temperature,
        @Nullable Float topP,
        @Nullable Integer topK,
        @Nullable Float maxTemperature,

        @JsonInclude(JsonInclude.Include.NON_DEFAULT) @JsonSetter(nulls = Nulls.AS_EMPTY)
        int exampleTokenLimit) {

    /** A base model of which only is known what the public API says. */
    public Model(
            @Nullable String name,
            @Nullable String baseModelId,
            @Nullable String version,
            @Nullable String displayName,
            @Nullable String description,
            int inputTokenLimit,
            int outputTokenLimit,
            @Nullable List<String> supportedGenerationMethods,
            @Nullable Float temperature,
            @Nullable Float topP,
            @Nullable Integer topK,
            @Nullable Float maxTemperature) {
        this(
                name,
                baseModelId,
                version,
                displayName,
                description,
                inputTokenLimit,
                outputTokenLimit,
                supportedGenerationMethods,
                temperature,
                topP,
                topK,
                maxTemperature,
                0);
    }

    /** Whether models can be tuned from it. */
    public boolean tunable() {
        return supportedGenerationMethods != null && supportedGenerationMethods.contains("createTunedModel");
    }
}
