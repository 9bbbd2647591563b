package io.pitchpipe.portal.tuning;

import java.util.Optional;

/**
 * Settings that are allowed and far from what is usual: the launch form warns of them at their fields. What is usual goes by the guide's defaults and the recorded
 * trainings of {@link CurveCoach}; a base that needs other steps scales the rate itself, so the defaults are the same for all bases.
 */
public enum UnusualSetting {
    /** So high that the multiplier was probably meant. */
    RATE_LIKE_MULTIPLIER,
    RATE_HIGH,
    RATE_LOW,
    /** So low that the rate was probably meant. */
    MULTIPLIER_LIKE_RATE,
    MULTIPLIER_HIGH,
    MULTIPLIER_LOW,
    /** Each example is gone through so often that it is learned by heart. */
    EPOCHS_MANY,
    /** A step takes more examples than there are. */
    BATCH_OVER_EXAMPLES,
    /** So few steps that the model can hardly learn. */
    BATCH_FEW_STEPS;

    /** So many times the default, a rate is far above it; as far below, far below. */
    public static final double FAR = 10;

    /** Where people type a multiplier. */
    private static final double LIKE_MULTIPLIER = 0.1;

    private static final double LIKE_RATE = 0.01;

    /** The most that the usual range says; half of what is warned of, since {@link CurveCoach} may advise the double. */
    public static final int MANY_EPOCHS = 20;

    private static final int FEW_STEPS = 6;

    /** @param rows how many examples are trained on */
    public static Optional<UnusualSetting> rate(double rate, long rows) {
        var usual = TuningSettings.defaultRate(rows);
        if (isLikeMultiplier(rate)) {
            return Optional.of(RATE_LIKE_MULTIPLIER);
        }
        return isFarAbove(rate, usual)
                ? Optional.of(RATE_HIGH)
                : isFarAbove(usual, rate) ? Optional.of(RATE_LOW) : Optional.empty();
    }

    /** Whether such a rate was more likely meant as a multiplier of the default. */
    public static boolean isLikeMultiplier(double rate) {
        return rate >= LIKE_MULTIPLIER;
    }

    public static Optional<UnusualSetting> multiplier(double multiplier) {
        if (multiplier <= LIKE_RATE) {
            return Optional.of(MULTIPLIER_LIKE_RATE);
        }
        return isFarAbove(multiplier, 1)
                ? Optional.of(MULTIPLIER_HIGH)
                : isFarAbove(1, multiplier) ? Optional.of(MULTIPLIER_LOW) : Optional.empty();
    }

    /** @param patience epochs without improvement after which it ends; 0 for never. Where that is set, epochs are only a bound. */
    public static Optional<UnusualSetting> epochs(int epochs, int patience) {
        return epochs > 2 * MANY_EPOCHS && patience == 0 ? Optional.of(EPOCHS_MANY) : Optional.empty();
    }

    /** @param rows how many examples are trained on */
    public static Optional<UnusualSetting> batch(int batch, int epochs, long rows) {
        if (rows == 0 || batch <= TuningSettings.defaultBatch(rows)) {
            return Optional.empty();
        }
        if (batch > rows) {
            return Optional.of(BATCH_OVER_EXAMPLES);
        }
        return Math.ceilDiv(rows * epochs, (long) batch) < FEW_STEPS ? Optional.of(BATCH_FEW_STEPS) : Optional.empty();
    }

    /** Whether {@code rate} is far above another, by more than rounding. */
    static boolean isFarAbove(double rate, double other) {
        return rate > other * FAR * (1 + 1e-9);
    }
}
