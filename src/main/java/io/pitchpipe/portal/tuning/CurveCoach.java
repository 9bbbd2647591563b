package io.pitchpipe.portal.tuning;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;

/**
 * Reads a loss curve as the tuning guide tells people to, by fixed rules: the same run always gets the same words. First it asks how the run ended and how far it came, for
 * that bounds what may be said: of how many epochs are right only a run that went through all of them says anything; that the steps were too large shows in any part of one.
 * It advises one change at a time.
 */
public final class CurveCoach {

    /** What a curve looks like. */
    public enum Verdict {
        /** It goes on, and half a curve is not advised upon. */
        NOT_YET,
        /** It ended without a single step's loss. */
        NO_STEPS,
        /** Too few steps to say anything. */
        TOO_FEW,
        /** The loss jumped far above its start. */
        SPIKE,
        /** It failed before its curve shows anything, with a rate far above the usual one. */
        FAR_OFF,
        /** The loss rises again, well above its lowest. */
        DIVERGING,
        /** The loss hardly fell from first to last. */
        FLAT,
        /** Part of a run, in which the loss had fallen. */
        FELL,
        /** The last epochs still brought much. */
        STILL_FALLING,
        /** The last epochs brought nothing; fewer do as well. */
        PLATEAU,
        /** Nothing to change. */
        GOOD;

        /** Whether it speaks of the size of the steps; the others speak of how many, of which losses on held-out examples know more. */
        public boolean isAboutTheRate() {
            return this == SPIKE || this == FAR_OFF || this == DIVERGING || this == FLAT;
        }
    }

    /**
     * What to tell about a curve.
     *
     * @param epoch for {@link Verdict#PLATEAU} the epoch after which nothing was gained; 0 otherwise
     * @param from a loss that the sentence begins with: the start, or the lowest
     * @param to the loss that it ends with: the peak, or the end
     * @param step for {@link Verdict#SPIKE} the step of the peak; otherwise how many there are
     * @param retune settings to try in place of these
     */
    public record Advice(
            Verdict verdict, int epoch, double from, double to, int step, Optional<TuningSettings> retune) {}

    private static final int FEWEST_STEPS = 6;

    /** A jump shows from the second step on, since the first step's loss is of before any change; with a usual rate one step is too little. */
    private static final int FEWEST_FOR_A_JUMP = 3;

    private static final int FEWEST_FOR_A_JUMP_AT_HIGH_RATE = 2;

    /** A jump is the mean of so many steps, since one odd example may stand far above the others. */
    private static final int JUMP_STEPS = 3;

    /** So many times its start, the loss has jumped; where the rate is far above the default, less is enough. */
    private static final double JUMPED = 2;

    private static final double JUMPED_AT_HIGH_RATE = 1.3;

    /** Nats per token that a jump has at least: below, small losses of easy examples differ as much by chance. */
    private static final double LEAST_JUMP = 1;

    private static final double LEAST_JUMP_AT_HIGH_RATE = 0.5;

    /** Higher than its lowest by this factor, a curve has turned. */
    private static final double RISEN = 1.3;

    /** Fallen by less than this share in all, a curve is flat. */
    private static final double FLAT = 0.05;

    /** Fallen by more than this share in the last epoch, a curve still falls. */
    private static final double FALLING = 0.12;

    /** What is left of the loss at the start when the examples are learned: below, further epochs teach little but the examples' wording. */
    private static final double LEARNED = 0.1;

    /** Within this share of the lowest, an epoch is as good as the best. */
    private static final double LEVEL = 0.03;

    /** Nats per token below which differences do not matter: the examples are known by heart. */
    private static final double BY_HEART = 0.02;

    /** So many standard errors apart, two means differ by more than chance. */
    private static final double BEYOND_CHANCE = 2;

    private static final double FASTEST = 0.01;

    private final List<Snapshot> curve;
    private final TuningSettings settings;
    private final double usualRate;

    private CurveCoach(List<Snapshot> curve, TuningSettings settings, long rows) {
        this.curve = curve;
        this.settings = settings;
        this.usualRate = TuningSettings.defaultRate(rows);
    }

    /** @param curve in order of steps, as far as it is known */
    public static Advice read(TuningJob job, List<Snapshot> curve) {
        var coach = new CurveCoach(curve, job.settings(), job.examples().rows());
        if (!job.state().ended()) {
            return coach.advice(Verdict.NOT_YET);
        }
        if (curve.isEmpty()) {
            return coach.advice(Verdict.NO_STEPS);
        }
        return coach.jump().orElseGet(() -> coach.withoutAJump(job));
    }

    /** A backend may give a training up at its first wild step, before the curve has it. */
    private Advice withoutAJump(TuningJob job) {
        return job.state() == JobState.FAILED && isFarOff()
                ? new Advice(Verdict.FAR_OFF, 0, 0, 0, curve.size(), Optional.of(settings.withRate(calmer())))
                : rest(job.wentThrough());
    }

    private boolean isFarOff() {
        return UnusualSetting.isFarAbove(settings.learningRate(), usualRate);
    }

    private Advice rest(boolean whole) {
        if (curve.size() < FEWEST_STEPS) {
            return advice(Verdict.TOO_FEW);
        }
        var parts = parts();
        var first = parts[0];
        var last = parts[parts.length - 1];
        var lowest = lowest(parts);
        if (last.mean > Math.max(lowest.mean * RISEN, lowest.mean + BY_HEART)
                && last.mean - lowest.mean > BEYOND_CHANCE * together(last, lowest)) {
            return new Advice(
                    Verdict.DIVERGING,
                    0,
                    lowest.mean,
                    last.mean,
                    curve.size(),
                    Optional.of(settings.withRate(calmer())));
        }
        var fallen = first.mean - last.mean;
        if (last.mean > BY_HEART && fallen < Math.max(first.mean * FLAT, together(first, last))) {
            return new Advice(
                    Verdict.FLAT, 0, first.mean, last.mean, curve.size(), whole ? faster() : Optional.empty());
        }
        return whole ? tail(parts, lowest.mean) : fell(Verdict.FELL, Optional.empty());
    }

    /** The loss far above its start, as large steps make it: it need not stay there. */
    private Optional<Advice> jump() {
        var high = isFarOff();
        if (curve.size() < (high ? FEWEST_FOR_A_JUMP_AT_HIGH_RATE : FEWEST_FOR_A_JUMP)) {
            return Optional.empty();
        }
        var start = curve.getFirst().meanLoss();
        var enough = Math.max(
                start * (high ? JUMPED_AT_HIGH_RATE : JUMPED), start + (high ? LEAST_JUMP_AT_HIGH_RATE : LEAST_JUMP));
        var window = Math.min(JUMP_STEPS, curve.size() - 1);
        for (var from = 1; from + window <= curve.size(); from++) {
            if (Part.of(curve.subList(from, from + window)).mean >= enough) {
                return Optional.of(new Advice(
                        Verdict.SPIKE,
                        0,
                        start,
                        highest().meanLoss(),
                        highest().step(),
                        Optional.of(settings.withRate(calmer()))));
            }
        }
        return Optional.empty();
    }

    private Snapshot highest() {
        var highest = curve.getFirst();
        for (var one : curve) {
            highest = one.meanLoss() > highest.meanLoss() ? one : highest;
        }
        return highest;
    }

    private Advice tail(Part[] parts, double lowest) {
        var last = parts[parts.length - 1].mean;
        var learned = LEARNED * Math.max(parts[0].mean, Part.of(curve.subList(0, JUMP_STEPS)).mean);
        if (fallsInto(parts, parts.length - 1) && last > learned) {
            return fell(Verdict.STILL_FALLING, settings.withMoreEpochs());
        }
        var enough = 0;
        // The one before which the loss still fell is not enough: a run of so many epochs would be told that it still
        // falls.
        while (enough < parts.length - 1
                && (parts[enough].mean > Math.max(lowest * (1 + LEVEL), lowest + BY_HEART)
                        || (fallsInto(parts, enough) && parts[enough].mean > learned))) {
            enough++;
        }
        var needed = Math.max(1, Math.ceilDiv((enough + 1) * settings.epochCount(), parts.length));
        return settings.epochCount() - needed >= 2
                ? new Advice(
                        Verdict.PLATEAU,
                        needed,
                        parts[0].mean,
                        last,
                        curve.size(),
                        Optional.of(settings.withEpochs(needed)))
                : fell(Verdict.GOOD, Optional.empty());
    }

    /** Whether a part is still well below the one before it. */
    private static boolean fallsInto(Part[] parts, int index) {
        return index > 0
                && parts[index - 1].mean - parts[index].mean > Math.max(parts[index - 1].mean * FALLING, BY_HEART);
    }

    private Advice fell(Verdict verdict, Optional<TuningSettings> retune) {
        var parts = parts();
        return new Advice(verdict, 0, parts[0].mean, parts[parts.length - 1].mean, curve.size(), retune);
    }

    private Advice advice(Verdict verdict) {
        return new Advice(verdict, 0, 0, 0, curve.size(), Optional.empty());
    }

    /** A third of the rate; the usual one, where the rate is far above it. */
    private double calmer() {
        return isFarOff() ? usualRate : rounded(settings.learningRate() / 3);
    }

    /** Three times the rate within bounds; the usual one, where the rate is far below it. */
    private Optional<TuningSettings> faster() {
        var rate = settings.learningRate();
        var wanted = rate * 3 < usualRate ? usualRate : rounded(Math.min(FASTEST, rate * 3));
        return wanted > rate ? Optional.of(settings.withRate(wanted)) : Optional.empty();
    }

    /** Part of a curve: the mean of its losses, and how far chance may have moved it. */
    private record Part(double mean, double error) {
        static Part of(List<Snapshot> steps) {
            var sum = 0.0;
            for (var one : steps) {
                sum += one.meanLoss();
            }
            var mean = sum / steps.size();
            var squares = 0.0;
            for (var one : steps) {
                squares += (one.meanLoss() - mean) * (one.meanLoss() - mean);
            }
            return new Part(mean, steps.size() < 2 ? 0 : Math.sqrt(squares / (steps.size() - 1) / steps.size()));
        }
    }

    private static double together(Part one, Part other) {
        return Math.hypot(one.error, other.error);
    }

    /** Each epoch; where there are fewer than three, thirds of the curve, which say as much. */
    private Part[] parts() {
        var epochs = curve.getLast().epoch();
        var parts = new Part[Math.max(1, Math.min(curve.size() / 2, Math.max(3, epochs)))];
        for (var part = 0; part < parts.length; part++) {
            var from = (int) ((long) curve.size() * part / parts.length);
            var to = (int) ((long) curve.size() * (part + 1) / parts.length);
            parts[part] = Part.of(curve.subList(from, to));
        }
        return parts;
    }

    private static Part lowest(Part[] parts) {
        var lowest = parts[0];
        for (var part : parts) {
            lowest = part.mean < lowest.mean ? part : lowest;
        }
        return lowest;
    }

    /** Two significant digits: a rate that people can read. */
    private static double rounded(double rate) {
        return new BigDecimal(rate).round(new MathContext(2)).doubleValue();
    }
}
