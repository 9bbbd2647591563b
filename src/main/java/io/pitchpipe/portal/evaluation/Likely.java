package io.pitchpipe.portal.evaluation;

/**
 * How much chance there is in a count: the shares of right answers that would have given such a count without anybody wondering.
 *
 * @param low the least share, 0 to 1
 * @param high the greatest share, {@code low} to 1
 */
public record Likely(double low, double high) {

    /** Standard deviations to either side: 95 of 100 such intervals hold the true share. */
    private static final double Z = 1.959964;

    /**
     * The score interval, which stays within 0 and 1 and is honest of few questions and of all or none right: E. B. Wilson, "Probable
     * inference, the law of succession, and statistical inference", JASA 22 (1927), 209–212; for why not the textbook's, Brown, Cai and
     * DasGupta, "Interval estimation for a binomial proportion", Statistical Science 16 (2001), 101–133.
     *
     * @param right 0 to {@code asked}
     * @param asked 1 or more
     * @throws IllegalArgumentException if these are no counts
     */
    public static Likely of(int right, int asked) {
        if (asked < 1 || right < 0 || right > asked) {
            throw new IllegalArgumentException(right + " of " + asked);
        }
        var share = (double) right / asked;
        var weight = Z * Z / asked;
        var middle = (share + weight / 2) / (1 + weight);
        var reach = Z / (1 + weight) * Math.sqrt(share * (1 - share) / asked + weight / (4 * asked));
        // All or none right: what is left of rounding is not told as a share of its own.
        return new Likely(right == 0 ? 0 : middle - reach, right == asked ? 1 : middle + reach);
    }

    /**
     * Whether one count is above another of as many questions by so little that it may be chance: whether the difference's own interval
     * reaches down to nothing. It is that of R. G. Newcombe, "Interval estimation for the difference between independent proportions",
     * Statistics in Medicine 17 (1998), 873–890, method 10; that both were asked the same questions makes it careful rather than bold.
     *
     * @param more {@code fewer} or more
     * @param fewer 0 or more
     * @param asked 1 or more
     */
    public static boolean mayBeChance(int more, int fewer, int asked) {
        var difference = (double) (more - fewer) / asked;
        var down = (double) more / asked - of(more, asked).low;
        var up = of(fewer, asked).high - (double) fewer / asked;
        return difference <= Math.hypot(down, up);
    }
}
