package io.pitchpipe.portal.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * How base and tuned model did on examples of one sort, and how the {@link Baseline} would have done.
 *
 * @param asked how many both answered, 0 or more
 * @param tunedRight of these, how many the tuned model got right
 * @param baseRight of these, how many the base model got right
 * @param commonRight of these, how many the most frequent answer would get right; 0 if there is none
 * @param oneAnswer whether the tuned model gave one and the same answer to all of them
 * @param tunedCloseness mean token F1 of the tuned model's answers, 0 to 1; 0 if none was asked
 * @param baseCloseness mean token F1 of the base model's answers, 0 to 1; 0 if none was asked
 * @param commonCloseness mean token F1 of the most frequent answer, 0 to 1; 0 if there is none
 */
public record Tally(
        int asked,
        int tunedRight,
        int baseRight,
        int commonRight,
        boolean oneAnswer,
        double tunedCloseness,
        double baseCloseness,
        double commonCloseness) {

    /** Nothing of this sort was asked. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    /** @throws IllegalArgumentException if more were right than asked */
    public Tally {
        if (asked < 0 || !within(tunedRight, asked) || !within(baseRight, asked) || !within(commonRight, asked)) {
            throw new IllegalArgumentException(tunedRight + ", " + baseRight + " and " + commonRight + " of " + asked);
        }
    }

    /** Where no answer is more frequent than others. */
    public Tally(int asked, int tunedRight, int baseRight, double tunedCloseness, double baseCloseness) {
        this(asked, tunedRight, baseRight, 0, false, tunedCloseness, baseCloseness, 0);
    }

    private static boolean within(int right, int asked) {
        return right >= 0 && right <= asked;
    }

    /** Counts answered examples. */
    public static Tally of(List<Sample> answered, Optional<Baseline> baseline) {
        var tally = new Tally(
                answered.size(),
                right(answered, Sample::tuned),
                right(answered, Sample::base),
                0,
                oneAnswer(answered),
                closeness(answered, Sample::tuned),
                closeness(answered, Sample::base),
                0);
        return baseline.map(common -> tally.beside(common, answered)).orElse(tally);
    }

    /** These counts, beside what a baseline would get right of the examples they were counted from. */
    public Tally beside(Baseline baseline, List<Sample> answered) {
        Function<Sample, Scorer.Score> common = sample -> Scorer.score(sample.expected(), baseline.answer());
        return new Tally(
                asked,
                tunedRight,
                baseRight,
                Math.min(asked, right(answered, common)),
                oneAnswer(answered),
                tunedCloseness,
                baseCloseness,
                closeness(answered, common));
    }

    private static boolean oneAnswer(List<Sample> answered) {
        return answered.size() > 1
                && answered.stream()
                                .map(sample -> Scorer.form(sample.tunedAnswer()))
                                .distinct()
                                .limit(2)
                                .count()
                        == 1;
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
