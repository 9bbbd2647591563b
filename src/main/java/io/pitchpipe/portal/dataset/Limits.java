package io.pitchpipe.portal.dataset;

/** The tuning API's limits on training data, and Pitchpipe's own on what it reads at all. */
public final class Limits {

    /** Characters (code points) of one input: the public tuning guide's limit. */
    public static final int INPUT_CHARACTERS = 40_000;

    /** Characters (code points) of one output: the public tuning guide's limit. */
    public static final int OUTPUT_CHARACTERS = 5_000;

    /** Bytes of a tuning set, counted on its canonical JSON lines: the public tuning guide's 4 MB. */
    public static final long SET_BYTES = 4L * 1024 * 1024;

    /** The guide: as few as 20 examples work. */
    public static final int FEW_ROWS = 20;

    /** A row whose canonical line is longer is left out: it could never be tuned on, and a chunk must fit a database value. */
    public static final int ROW_BYTES = 512 * 1024;

    private Limits() {}
}
