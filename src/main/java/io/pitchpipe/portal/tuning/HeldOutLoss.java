package io.pitchpipe.portal.tuning;

/**
 * The loss on the held-out examples, measured once.
 *
 * @param step after which; 0 before the first
 * @param epoch passes completed by then
 * @param meanLoss finite; lower is better
 */
public record HeldOutLoss(int step, int epoch, double meanLoss) {}
