package io.pitchpipe.tuningserver.job;

import java.util.List;

/**
 * What is being trained, and what waits.
 *
 * @param running in order of creation
 * @param waiting the next one first
 */
public record QueueStatus(List<QueuedJob> running, List<QueuedJob> waiting) {}
