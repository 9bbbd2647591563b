package io.pitchpipe.portal.dataset;

/**
 * How much of a version is held out of teaching, to ask afterwards what the model was never shown.
 *
 * @param percent of the examples, 0 (none) to {@value #MOST}; -1 for {@link #AS_IN_FILE}
 */
public record HoldOut(int percent) {

    /** More would be lost to teaching than testing needs. */
    public static final int MOST = 50;

    /** Where nothing else is chosen. */
    public static final int DEFAULT = 10;

    /** With fewer examples none is spared unless it is asked for: the tuning guide has 20 as the fewest that work. */
    public static final int FROM_ROWS = Limits.FEW_ROWS;

    public static final HoldOut NONE = new HoldOut(0);

    /** What the file itself said is held out; only for versions that are {@linkplain DatasetVersion#divided divided}. */
    public static final HoldOut AS_IN_FILE = new HoldOut(-1);

    /** @throws IllegalArgumentException if the share is not from 0 to {@value #MOST} */
    public HoldOut {
        if (percent < -1 || percent > MOST) {
            throw new IllegalArgumentException("Between 0 and " + MOST + " percent can be held out");
        }
    }

    /** {@value #DEFAULT} percent from {@link #FROM_ROWS} examples on. */
    public static HoldOut byDefault(long rows) {
        return rows >= FROM_ROWS ? new HoldOut(DEFAULT) : NONE;
    }

    /** As the version's file says; else the {@linkplain #byDefault(long) default share}. */
    public static HoldOut byDefault(DatasetVersion version) {
        return version.divided() ? AS_IN_FILE : byDefault(version.rows());
    }

    public boolean isAsInFile() {
        return percent == -1;
    }

    public boolean isNone() {
        return percent == 0;
    }
}
