package io.pitchpipe.portal.dataset;

/**
 * What a team may hold.
 *
 * @param bytes of rows and received files; from {@link #LEAST_BYTES} on
 * @param datasets how many; at least one
 */
public record Quota(long bytes, int datasets) {

    /** Less would not hold a single set that may be tuned on, beside the file it comes from. */
    public static final long LEAST_BYTES = 10_000_000;

    /** Where the administrator has set nothing: 10 GB and 1,000 datasets. */
    public static final Quota DEFAULT = new Quota(10_000_000_000L, 1_000);

    /** @throws IllegalArgumentException if it would hold next to nothing */
    public Quota {
        if (bytes < LEAST_BYTES || datasets < 1) {
            throw new IllegalArgumentException("A team may hold at least 10 MB and one dataset");
        }
    }
}
