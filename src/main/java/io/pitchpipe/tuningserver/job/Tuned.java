package io.pitchpipe.tuningserver.job;

import java.util.List;

/**
 * A tuned model with the steps of its training, for a caller.
 *
 * @param model the model
 * @param snapshots one per step so far, in order
 * @param role the caller's
 */
public record Tuned(StoredModel model, List<Snapshot> snapshots, Role role) {}
