package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.genapi.TuningSnapshot;
import io.pitchpipe.genapi.TuningValidation;
import io.pitchpipe.portal.tuning.HeldOutLoss;
import io.pitchpipe.portal.tuning.HeldOutOutcome;
import io.pitchpipe.portal.tuning.Snapshot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The curve of a job as a backend told it.
 *
 * @param snapshots all it listed, in any order
 * @param heldOut the losses on held-out examples that it told, in any order; none from a backend that measures none
 * @param outcome of the held-out examples; null if it said nothing of any
 */
record SeenCurve(
        List<Snapshot> snapshots,
        List<HeldOutLoss> heldOut,
        @Nullable HeldOutOutcome outcome) {

    static final SeenCurve NONE = new SeenCurve(List.of(), List.of(), null);

    static SeenCurve of(@Nullable List<TuningSnapshot> told, @Nullable TuningValidation validation) {
        var snapshots = new ArrayList<Snapshot>();
        var heldOut = new ArrayList<HeldOutLoss>();
        if (validation != null && validation.startLoss() != null) {
            heldOut.add(new HeldOutLoss(0, 0, validation.startLoss()));
        }
        for (var one : told == null ? List.<TuningSnapshot>of() : told) {
            snapshots.add(new Snapshot(
                    one.step(),
                    one.epoch(),
                    one.meanLoss(),
                    Objects.requireNonNullElse(one.computeTime(), Instant.EPOCH)));
            if (one.validationLoss() != null) {
                heldOut.add(new HeldOutLoss(one.step(), one.epoch(), one.validationLoss()));
            }
        }
        return new SeenCurve(snapshots, heldOut, validation == null ? null : outcome(validation));
    }

    static HeldOutOutcome outcome(TuningValidation validation) {
        return HeldOutOutcome.of(validation.exampleCount(), validation.keptEpoch(), validation.endedEarly());
    }
}
