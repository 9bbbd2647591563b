package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.portal.tuning.HeldOutOutcome;
import io.pitchpipe.portal.tuning.JobEvent;
import io.pitchpipe.portal.tuning.TuningJob;
import org.jspecify.annotations.Nullable;

/**
 * What became of the held-out examples of a job when it was sent.
 *
 * @param outcome as far as it is known by then
 * @param without what to tell if they are not measured; null if they are, or nothing is held out
 * @param said by the backend that refused them: untrusted text, empty if it said nothing
 */
record HeldOutSent(HeldOutOutcome outcome, JobEvent.@Nullable Kind without, String said) {

    static HeldOutSent measured(HeldOutOutcome outcome) {
        return new HeldOutSent(outcome, null, "");
    }

    /** Its backend measures none. */
    static HeldOutSent notTaken(TuningJob job) {
        return without(job, JobEvent.Kind.HELD_OUT_NOT_TAKEN, "");
    }

    /** Its backend measures some, but not these. */
    static HeldOutSent refused(TuningJob job, String said) {
        return without(job, JobEvent.Kind.HELD_OUT_REFUSED, said);
    }

    private static HeldOutSent without(TuningJob job, JobEvent.Kind kind, String said) {
        return new HeldOutSent(HeldOutOutcome.NONE, job.examples().heldOut() == 0 ? null : kind, said);
    }
}
