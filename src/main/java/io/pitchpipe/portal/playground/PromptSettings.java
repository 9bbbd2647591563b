package io.pitchpipe.portal.playground;

import io.pitchpipe.genapi.GenerationConfig;
import org.jspecify.annotations.Nullable;

/**
 * How to answer; what is absent is the model's own default.
 *
 * @param temperature 0 (always the likeliest word) to 2
 * @param topP above 0 to 1
 * @param topK 1 to 1,000
 * @param maxTokens most tokens of the answer, 1 to 8,192
 */
public record PromptSettings(
        @Nullable Double temperature,
        @Nullable Double topP,
        @Nullable Integer topK,
        @Nullable Integer maxTokens) {

    public static final double MAX_TEMPERATURE = 2;
    public static final int MAX_TOP_K = 1_000;
    public static final int MAX_TOKENS = 8_192;

    /** Repeatable: the likeliest word each time, as "did it learn?" and the code on Use it have it too. */
    public static final PromptSettings GREEDY = new PromptSettings(0.0, null, null, null);

    /** @throws IllegalArgumentException if a value is outside its range */
    public PromptSettings {
        if (temperature != null && !(temperature >= 0 && temperature <= MAX_TEMPERATURE)) {
            throw new IllegalArgumentException("The temperature is between 0 and 2");
        }
        if (topP != null && !(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("topP is above 0 and at most 1");
        }
        if (topK != null && (topK < 1 || topK > MAX_TOP_K)) {
            throw new IllegalArgumentException("topK is between 1 and 1,000");
        }
        if (maxTokens != null && (maxTokens < 1 || maxTokens > MAX_TOKENS)) {
            throw new IllegalArgumentException("The most tokens are between 1 and 8,192");
        }
    }

    GenerationConfig onTheWire() {
        return new GenerationConfig(
                null,
                null,
                maxTokens,
                temperature == null ? null : temperature.floatValue(),
                topP == null ? null : topP.floatValue(),
                topK,
                null,
                null);
    }
}
