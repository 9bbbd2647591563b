package io.pitchpipe.tuningserver.job;

/**
 * How a training goes, with all defaults filled in.
 *
 * @param epochCount passes over the data, 1 or more
 * @param batchSize examples per step, 1 or more
 * @param learningRate above 0, finite
 */
public record Hyperparameters(int epochCount, int batchSize, float learningRate) {}
