package io.pitchpipe.portal.tuning;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/**
 * Reads a loss curve as the tuning guide tells people to, by fixed rules on the mean loss of each pass: the same curve always gets the same words. It advises
 * one change at a time.
 */
public final class CurveCoach {

    /** What a curve looks like. */
    public enum Verdict {
        /** Too few steps to say anything. */
        TOO_EARLY,
        /** The loss rises again, well above its lowest. */
        DIVERGING,
        /** The loss hardly fell from first to last. */
        FLAT,
        /** The last passes still brought much. */
        STILL_FALLING,
        /** The last passes brought nothing; fewer do as well. */
        PLATEAU,
        /** Nothing to change. */
        GOOD;

        /** Whether it speaks of the size of the steps; the others speak of how many, of which losses on held-out examples know more. */
        public boolean isAboutTheRate() {
            return this == DIVERGING || this == FLAT;
        }
    }

    /**
     * What to tell about a curve.
     *
     * @param epoch for {@link Verdict#PLATEAU} the pass after which nothing was gained; 0 otherwise
     * @param retune settings to try in place of these
     */
    public record Advice(Verdict verdict, int epoch, Optional<TuningSettings> retune) {}

    private static final int FEWEST_STEPS = 6;

    /** Higher than its lowest by this factor, a curve has turned. */
    private static final double RISEN = 1.3;

    /** Fallen by less than this share in all, a curve is flat. */
    private static final double FLAT = 0.05;

    /** Fallen by more than this share in the last pass, a curve still falls. */
    private static final double FALLING = 0.12;

    /** What is left of the first pass's loss when the examples are learned: below, further passes teach little but the examples' wording. */
    private static final double LEARNED = 0.1;

    /** Within this share of the lowest, a pass is as good as the best. */
    private static final double LEVEL = 0.03;

    /** Nats per token below which differences do not matter: the examples are known by heart. */
    private static final double BY_HEART = 0.02;

    private CurveCoach() {}

    /** @param curve in order of steps, as far as it is known */
    public static Advice read(List<Snapshot> curve, TuningSettings settings) {
        if (curve.size() < FEWEST_STEPS) {
            return new Advice(Verdict.TOO_EARLY, 0, Optional.empty());
        }
        var means = passes(curve);
        var first = means[0];
        var last = means[means.length - 1];
        var lowest = lowest(means);
        if (last > Math.max(lowest * RISEN, lowest + BY_HEART)) {
            return new Advice(
                    Verdict.DIVERGING, 0, Optional.of(settings.withRate(rounded(settings.learningRate() / 3))));
        }
        if (first - last < first * FLAT && last > BY_HEART) {
            var faster = Math.min(0.01, settings.learningRate() * 3);
            return new Advice(
                    Verdict.FLAT,
                    0,
                    faster > settings.learningRate()
                            ? Optional.of(settings.withRate(rounded(faster)))
                            : Optional.empty());
        }
        return tail(means, lowest, settings);
    }

    private static Advice tail(double[] means, double lowest, TuningSettings settings) {
        var last = means[means.length - 1];
        var before = means[means.length - 2];
        if (before - last > Math.max(before * FALLING, BY_HEART) && last > means[0] * LEARNED) {
            return new Advice(Verdict.STILL_FALLING, 0, settings.withMoreEpochs());
        }
        var enough = 0;
        while (means[enough] > Math.max(lowest * (1 + LEVEL), lowest + BY_HEART)) {
            enough++;
        }
        var passesNeeded = Math.max(1, Math.ceilDiv((enough + 1) * settings.epochCount(), means.length));
        if (settings.epochCount() - passesNeeded >= 2) {
            return new Advice(Verdict.PLATEAU, passesNeeded, Optional.of(settings.withEpochs(passesNeeded)));
        }
        return new Advice(Verdict.GOOD, 0, Optional.empty());
    }

    /** Mean loss of each pass; where there are fewer than three, of thirds of the curve, which say as much. */
    private static double[] passes(List<Snapshot> curve) {
        var epochs = curve.getLast().epoch();
        var parts = Math.min(curve.size() / 2, Math.max(3, epochs));
        var means = new double[parts];
        for (var part = 0; part < parts; part++) {
            var from = (int) ((long) curve.size() * part / parts);
            var to = (int) ((long) curve.size() * (part + 1) / parts);
            means[part] = curve.subList(from, to).stream()
                    .mapToDouble(Snapshot::meanLoss)
                    .average()
                    .orElseThrow();
        }
        return means;
    }

    private static double lowest(double[] means) {
        var lowest = means[0];
        for (var mean : means) {
            lowest = Math.min(lowest, mean);
        }
        return lowest;
    }

    /** Two significant digits: a rate that people can read. */
    private static double rounded(double rate) {
        return new BigDecimal(rate).round(new MathContext(2)).doubleValue();
    }
}
