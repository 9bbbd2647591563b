package io.pitchpipe.tuningserver.job;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A tuned model with the steps of its training, for a caller.
 *
 * @param model the model
 * @param snapshots one per step so far, in order
 * @param heldOut what was held out of its training; null for nothing
 * @param role the caller's
 */
public record Tuned(
        StoredModel model,
        List<Snapshot> snapshots,
        @Nullable HeldOut heldOut,
        Role role) {}
