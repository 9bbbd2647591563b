package io.pitchpipe.tuningserver.job;

import java.util.List;

/**
 * A tuned model with the steps of its training.
 *
 * @param model the model
 * @param snapshots one per step so far, in order
 */
public record Tuned(StoredModel model, List<Snapshot> snapshots) {}
