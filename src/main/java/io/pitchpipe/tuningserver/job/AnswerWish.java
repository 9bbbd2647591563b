package io.pitchpipe.tuningserver.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to answer; null is the model's default.
 *
 * @param at what stands before its fields in error messages, as in {@code generation_config.}
 * @param temperature 0 to the base's maximum
 * @param topP 0 to 1
 * @param topK 0 or more
 * @param maxOutputTokens 1 or more
 * @param stopSequences at most {@value #MAX_STOP_SEQUENCES}, none empty
 * @param seed null for chance
 */
public record AnswerWish(
        String at,
        @Nullable Float temperature,
        @Nullable Float topP,
        @Nullable Integer topK,
        @Nullable Integer maxOutputTokens,
        List<String> stopSequences,
        @Nullable Integer seed) {

    /** As in the API reference. */
    public static final int MAX_STOP_SEQUENCES = 5;
}
