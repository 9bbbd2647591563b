package io.pitchpipe.tuningserver.job;

import java.util.List;

/**
 * What is being trained, and what waits.
 *
 * @param running ids of models in training
 * @param waiting ids of models that wait, the next one first
 */
public record QueueStatus(List<TunedModelId> running, List<TunedModelId> waiting) {}
