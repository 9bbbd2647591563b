package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.portal.tuning.JobState;
import io.pitchpipe.portal.tuning.Snapshot;
import java.util.List;

/**
 * What a backend was seen to say about a job.
 *
 * @param state as this portal reads it
 * @param rawState in its own word; empty if it said none
 * @param reason of a failure; empty otherwise
 * @param totalSteps 0 if it did not say
 * @param curve what it told of the steps
 */
record Observation(JobState state, String rawState, String reason, int totalSteps, SeenCurve curve) {

    List<Snapshot> snapshots() {
        return curve.snapshots();
    }
}
