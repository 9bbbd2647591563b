package io.pitchpipe.portal.tuning;

import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What came of the held-out examples of a job, as its backend says.
 *
 * @param measured how many it measures; 0 if it measures none
 * @param keptEpoch the epoch whose weights are kept; empty until the job has ended, or if the backend does not say
 * @param endedEarly whether it ended for lack of patience
 */
public record HeldOutOutcome(int measured, OptionalInt keptEpoch, boolean endedEarly) {

    /** @param keptEpoch null if it is not known */
    public static HeldOutOutcome of(int measured, @Nullable Integer keptEpoch, boolean endedEarly) {
        return new HeldOutOutcome(
                measured, keptEpoch == null ? OptionalInt.empty() : OptionalInt.of(keptEpoch), endedEarly);
    }

    /** Nothing is measured. */
    public static final HeldOutOutcome NONE = new HeldOutOutcome(0, OptionalInt.empty(), false);
}
