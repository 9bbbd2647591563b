package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.TuningValidation;
import io.pitchpipe.tuningserver.job.HeldOut;
import io.pitchpipe.tuningserver.job.Snapshot;
import io.pitchpipe.tuningserver.job.Tuned;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was held out of a training, as a wire record, with its outcome in words. */
final class WireValidation {

    private WireValidation() {}

    /** Null for a model out of whose training nothing is held: its answers are as the API has them. */
    static @Nullable TuningValidation of(Tuned tuned) {
        var heldOut = tuned.heldOut();
        if (heldOut == null) {
            return null;
        }
        var kept = tuned.model().operationDone() ? kept(tuned.snapshots(), heldOut) : null;
        return new TuningValidation(
                null,
                heldOut.keepBest(),
                heldOut.patience(),
                heldOut.examples(),
                heldOut.startLoss(),
                kept == null ? null : kept.step(),
                kept == null ? null : kept.epoch(),
                heldOut.endedEarly(),
                kept == null ? null : message(tuned, heldOut, kept));
    }

    private static @Nullable Snapshot kept(List<Snapshot> snapshots, HeldOut heldOut) {
        return snapshots.stream()
                .filter(snapshot -> Integer.valueOf(snapshot.step()).equals(heldOut.keptStep()))
                .findFirst()
                .orElse(null);
    }

    private static String message(Tuned tuned, HeldOut heldOut, Snapshot kept) {
        var last = tuned.snapshots().getLast();
        var sentences = new ArrayList<String>();
        if (heldOut.endedEarly()) {
            sentences.add("Ended after epoch %d of %d: the loss on the held-out examples had not come down for %s."
                    .formatted(
                            last.epoch(),
                            tuned.model().hyperparameters().epochCount(),
                            heldOut.patience() == 1 ? "1 epoch" : heldOut.patience() + " epochs"));
        }
        sentences.add(
                heldOut.keepBest() && kept.heldOutLoss() != null
                        ? "Kept are the weights after epoch %d (step %d), whose loss on the held-out examples is the lowest."
                                .formatted(kept.epoch(), kept.step())
                        : "Kept are the weights after the last step, %d.".formatted(kept.step()));
        return String.join(" ", sentences);
    }
}
