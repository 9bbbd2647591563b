package io.pitchpipe.portal.evaluation;

import java.util.List;

/**
 * Did it learn? What the answers of base and tuned model say, in figures a sentence can be made of.
 *
 * @param kind what to make of it
 * @param asked how many examples both models answered, 1 or more
 * @param tunedRight of these, how many the tuned model got right
 * @param baseRight of these, how many the base model got right
 * @param heldOut whether the examples were kept out of training; if not, they show what was memorised, not what was learned
 * @param tunedCloseness mean token F1 of the tuned model's answers, 0 to 1
 * @param baseCloseness mean token F1 of the base model's answers, 0 to 1
 */
public record Verdict(
        Kind kind,
        int asked,
        int tunedRight,
        int baseRight,
        boolean heldOut,
        double tunedCloseness,
        double baseCloseness) {

    /** The classes of verdicts; thresholds are for people, who want one word. */
    public enum Kind {
        /** Most answers are right, and more than the base model's. */
        LEARNED,
        /** Better than the base model, but not right most of the time. */
        PARTLY,
        /** Not more often right than the base model, but its answers share many more words with what was expected. */
        CLOSER,
        /** No better than the base model. */
        NOT_BETTER,
        /** The base model was right already. */
        KNEW_BEFORE
    }

    /** Better by less than this in mean closeness is chance. */
    private static final double CLOSER = 0.1;

    /** @throws IllegalArgumentException if nothing was asked */
    public static Verdict of(List<Sample> answered, boolean heldOut) {
        if (answered.isEmpty()) {
            throw new IllegalArgumentException("No verdict without answers");
        }
        var asked = answered.size();
        var tuned =
                (int) answered.stream().filter(sample -> sample.tuned().right()).count();
        var base =
                (int) answered.stream().filter(sample -> sample.base().right()).count();
        var tunedCloseness = answered.stream()
                .mapToDouble(sample -> sample.tuned().f1())
                .average()
                .orElseThrow();
        var baseCloseness = answered.stream()
                .mapToDouble(sample -> sample.base().f1())
                .average()
                .orElseThrow();
        return of(asked, tuned, base, heldOut, tunedCloseness, baseCloseness);
    }

    /** The verdict on figures that were counted before. */
    public static Verdict of(
            int asked, int tuned, int base, boolean heldOut, double tunedCloseness, double baseCloseness) {
        return new Verdict(
                kind(asked, tuned, base, tunedCloseness - baseCloseness),
                asked,
                tuned,
                base,
                heldOut,
                tunedCloseness,
                baseCloseness);
    }

    private static Kind kind(int asked, int tuned, int base, double closer) {
        if (tuned > base) {
            return tuned * 2 > asked ? Kind.LEARNED : Kind.PARTLY;
        }
        if (base * 5 >= asked * 4 && tuned * 5 >= asked * 4) {
            return Kind.KNEW_BEFORE;
        }
        return tuned == base && closer >= CLOSER ? Kind.CLOSER : Kind.NOT_BETTER;
    }
}
