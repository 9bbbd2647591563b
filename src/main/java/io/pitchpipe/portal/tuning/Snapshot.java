package io.pitchpipe.portal.tuning;

import java.time.Instant;

/**
 * One step of a curve.
 *
 * @param step from 1
 * @param epoch passes completed after it
 * @param meanLoss finite; lower is better, and it may be negative or tiny
 * @param computedAt the backend's time
 */
public record Snapshot(int step, int epoch, double meanLoss, Instant computedAt) {}
