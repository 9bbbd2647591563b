package io.pitchpipe.portal.tuning;

import java.util.List;
import java.util.Optional;

/** Reads the losses on the held-out examples by fixed rules, as {@link CurveCoach} reads the curve; also while they are still being measured. */
public final class HeldOutReading {

    /** What they say. */
    public enum Verdict {
        /** Fewer than two epochs are measured. */
        TOO_EARLY,
        /** Above their lowest again: from there on the examples are learned by heart. */
        RISING,
        /** The last epoch still brought much. */
        FALLING,
        /** About as low as they get. */
        LEVEL,
        /** Never below what they were before the first step. */
        NO_HELP
    }

    /**
     * What to tell.
     *
     * @param epoch the one with the lowest; 0 if it is too early
     * @param retune settings to try in place of these
     */
    public record Advice(Verdict verdict, int epoch, Optional<TuningSettings> retune) {}

    /** Higher than the lowest by this share, it has risen. */
    private static final double RISEN = 0.05;

    /** Lower than the epoch before by this share, it still falls. */
    private static final double FALLING = 0.05;

    /** Nats per token below which differences do not matter, as for the curve. */
    private static final double SMALL = 0.02;

    private HeldOutReading() {}

    /** @param losses in order of steps, as far as they are known, the one before the first step among them */
    public static Advice read(List<HeldOutLoss> losses, TuningSettings settings) {
        var epochs = losses.stream().filter(one -> one.epoch() > 0).toList();
        if (epochs.size() < 2) {
            return new Advice(Verdict.TOO_EARLY, 0, Optional.empty());
        }
        var best = epochs.getFirst();
        for (var one : epochs) {
            best = one.meanLoss() < best.meanLoss() ? one : best;
        }
        var start = losses.getFirst();
        if (start.step() == 0 && best.meanLoss() >= start.meanLoss()) {
            return new Advice(Verdict.NO_HELP, best.epoch(), Optional.empty());
        }
        var last = epochs.getLast();
        if (last.meanLoss() > best.meanLoss() + Math.max(best.meanLoss() * RISEN, SMALL)) {
            return new Advice(Verdict.RISING, best.epoch(), Optional.of(settings.withEpochs(best.epoch())));
        }
        var before = epochs.get(epochs.size() - 2);
        var gained = before.meanLoss() - last.meanLoss();
        if (gained > Math.max(before.meanLoss() * FALLING, SMALL)) {
            return new Advice(Verdict.FALLING, best.epoch(), settings.withMoreEpochs());
        }
        return new Advice(Verdict.LEVEL, best.epoch(), Optional.empty());
    }
}
