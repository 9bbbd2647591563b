package io.pitchpipe.portal.tuning;

import java.time.Duration;

/**
 * How long a training is likely to take, once it begins.
 *
 * @param low it will hardly take less
 * @param high it will hardly take more
 * @param runs how many past runs of the same base on the same kind of backend it was learned from, at least one
 */
public record Estimate(Duration low, Duration high, int runs) {}
