package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.jspecify.annotations.Nullable;

/**
 * How to train.
 *
 * @param epochCount passes over the data
 * @param batchSize examples per step
 * @param learningRate step width; excludes the multiplier
 * @param learningRateMultiplier of the default rate; excludes {@code learningRate}, and is never answered
 */
@JsonPropertyOrder({"epochCount", "batchSize", "learningRate", "learningRateMultiplier"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Hyperparameters(
        @Nullable Integer epochCount,
        @Nullable Integer batchSize,
        @Nullable Float learningRate,
        @Nullable Float learningRateMultiplier) {}
