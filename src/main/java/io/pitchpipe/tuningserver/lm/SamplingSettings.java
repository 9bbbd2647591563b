package io.pitchpipe.tuningserver.lm;

import java.util.List;

/**
 * How an answer is drawn: temperature first, then the {@code topK} likeliest, then the smallest set of them that holds {@code topP} of the mass.
 *
 * @param temperature 0 for greedy, above 0 to draw
 * @param topP above 0 to 1; 1 keeps all
 * @param topK 1 or more; {@link Integer#MAX_VALUE} keeps all
 * @param maxOutputTokens 1 or more; cut to what the base's limits leave
 * @param stopSequences texts that end the answer and are not part of it; none is empty
 * @param seed of the drawing; the same seed, prompt and weights give the same answer
 */
public record SamplingSettings(
        double temperature, double topP, int topK, int maxOutputTokens, List<String> stopSequences, long seed) {

    public SamplingSettings {
        stopSequences = List.copyOf(stopSequences);
        if (!(temperature >= 0) || Double.isInfinite(temperature)) {
            throw new IllegalArgumentException("temperature is 0 or more, not " + temperature);
        }
        if (!(topP > 0 && topP <= 1)) {
            throw new IllegalArgumentException("topP is above 0 to 1, not " + topP);
        }
        if (topK < 1 || maxOutputTokens < 1) {
            throw new IllegalArgumentException(
                    "topK and maxOutputTokens are 1 or more, not " + topK + " and " + maxOutputTokens);
        }
        if (stopSequences.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("A stop sequence is not empty");
        }
    }

    /** Always the likeliest token. */
    public static SamplingSettings greedy(int maxOutputTokens) {
        return new SamplingSettings(0, 1, Integer.MAX_VALUE, maxOutputTokens, List.of(), 0);
    }
}
