package io.pitchpipe.portal.evaluation;

import java.util.List;
import java.util.function.Function;

/**
 * How base and tuned model did on examples of one sort.
 *
 * @param asked how many both answered, 0 or more
 * @param tunedRight of these, how many the tuned model got right
 * @param baseRight of these, how many the base model got right
 * @param tunedCloseness mean token F1 of the tuned model's answers, 0 to 1; 0 if none was asked
 * @param baseCloseness mean token F1 of the base model's answers, 0 to 1; 0 if none was asked
 */
public record Tally(int asked, int tunedRight, int baseRight, double tunedCloseness, double baseCloseness) {

    /** Nothing of this sort was asked. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    /** @throws IllegalArgumentException if more were right than asked */
    public Tally {
        if (asked < 0 || tunedRight < 0 || baseRight < 0 || tunedRight > asked || baseRight > asked) {
            throw new IllegalArgumentException(tunedRight + " and " + baseRight + " of " + asked);
        }
    }

    /** Counts answered examples. */
    public static Tally of(List<Sample> answered) {
        return new Tally(
                answered.size(),
                right(answered, Sample::tuned),
                right(answered, Sample::base),
                closeness(answered, Sample::tuned),
                closeness(answered, Sample::base));
    }

    private static int right(List<Sample> answered, Function<Sample, Scorer.Score> of) {
        return (int) answered.stream().map(of).filter(Scorer.Score::right).count();
    }

    private static double closeness(List<Sample> answered, Function<Sample, Scorer.Score> of) {
        return answered.stream().map(of).mapToDouble(Scorer.Score::f1).average().orElse(0);
    }

    public boolean isEmpty() {
        return asked == 0;
    }
}
