package io.pitchpipe.tuningserver.job;

import java.time.Instant;

/**
 * One step of a training.
 *
 * @param step from 1
 * @param epoch epochs completed after it
 * @param meanLoss nats per output token
 * @param computeTime when it was first done
 */
public record Snapshot(int step, int epoch, float meanLoss, Instant computeTime) {}
