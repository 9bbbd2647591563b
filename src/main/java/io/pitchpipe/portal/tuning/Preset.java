package io.pitchpipe.portal.tuning;

/** Settings for those who do not want to choose each. */
public enum Preset {
    /** Two passes: shows in little time whether the examples teach anything. */
    QUICK,
    /** The guide's defaults. */
    BALANCED,
    /** Twice the passes at half the rate: for few or difficult examples. */
    THOROUGH,
    /** Chosen one by one. */
    CUSTOM;

    /** What it means for a number of examples; the guide's defaults for {@link #CUSTOM}. */
    public TuningSettings settings(long rows) {
        var balanced = TuningSettings.defaults(rows);
        return switch (this) {
            case QUICK -> balanced.withEpochs(2);
            case BALANCED, CUSTOM -> balanced;
            case THOROUGH -> balanced.withEpochs(10).withRate(balanced.learningRate() / 2);
        };
    }
}
