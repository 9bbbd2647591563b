package io.pitchpipe.portal.evaluation;

/**
 * Whether a count of right answers is more than guessing gives: the exact one-sided binomial test, which holds its error rate for
 * any number of questions, however few. S. Siegel, "Nonparametric Statistics for the Behavioral Sciences" (McGraw-Hill 1956),
 * chapter 4, with its Table D; W. J. Conover, "Practical Nonparametric Statistics", section 3.1.
 */
public final class BinomialTest {

    /** A guess passes for knowledge at most so often. */
    public static final double LEVEL = 0.05;

    private BinomialTest() {}

    /**
     * The probability of at least {@code right} right answers of {@code asked}, if each is right with probability {@code rate}.
     *
     * @param right 0 to {@code asked}
     * @param asked 0 or more
     * @param rate 0 to 1
     * @throws IllegalArgumentException if these are no counts or no rate
     */
    public static double atLeast(int right, int asked, double rate) {
        if (right < 0 || right > asked || !(rate >= 0 && rate <= 1)) {
            throw new IllegalArgumentException(right + " of " + asked + " at " + rate);
        }
        if (right == 0 || rate == 1) {
            return 1;
        }
        if (rate == 0) {
            return 0;
        }
        var logOdds = Math.log(rate) - Math.log1p(-rate);
        var term = asked * Math.log1p(-rate);
        var sum = 0.0;
        for (var k = 0; k <= asked; k++) {
            if (k > 0) {
                term += Math.log(asked - k + 1) - Math.log(k) + logOdds;
            }
            if (k >= right) {
                sum += Math.exp(term);
            }
        }
        return Math.min(1, sum);
    }

    /** Whether so many right answers are beyond what guessing at this rate gives, but for {@link #LEVEL} of the cases. */
    public static boolean beyond(int right, int asked, double rate) {
        return atLeast(right, asked, rate) <= LEVEL;
    }
}
