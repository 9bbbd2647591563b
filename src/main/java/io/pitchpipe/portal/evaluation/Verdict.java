package io.pitchpipe.portal.evaluation;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Did it learn? What the answers of base and tuned model say, in figures a sentence can be made of. What the model was not taught
 * decides; what it was taught shows what it remembers, and decides only where nothing was held out.
 *
 * @param kind what to make of it
 * @param heldOut examples that were kept out of training
 * @param taught examples the tuned model was taught with
 * @see <a href="../../../../../../../docs/decisions/0078-held-out-counts.md">decision 0078</a>
 */
public record Verdict(Kind kind, Tally heldOut, Tally taught) {

    /** The classes of verdicts; thresholds are for people, who want one word. */
    public enum Kind {
        /** Most answers are right, and more than the base model's. */
        LEARNED,
        /** Better than the base model, but not right most of the time. */
        PARTLY,
        /** Not more often right than the base model, but its answers share many more words with what was expected. */
        CLOSER,
        /** It has most of what it was taught right, and is no better than the base model with what was held out. */
        BY_HEART,
        /** No better than the base model. */
        NOT_BETTER,
        /** The base model was right already. */
        KNEW_BEFORE,
        /** Something was held out, but too little: one answer more or less would turn the verdict. */
        TOO_FEW
    }

    /** With fewer held-out examples there is no verdict, only a count. */
    static final int FEWEST_HELD_OUT = 3;

    /** Better by less than this in mean closeness is chance. */
    private static final double CLOSER = 0.1;

    /** @throws IllegalArgumentException if nothing was answered */
    public static Verdict of(List<Sample> answered) {
        var sorts = answered.stream().collect(Collectors.partitioningBy(Sample::heldOut));
        return of(Tally.of(sorts.getOrDefault(true, List.of())), Tally.of(sorts.getOrDefault(false, List.of())));
    }

    /**
     * The verdict on what was counted before.
     *
     * @throws IllegalArgumentException if nothing was asked
     */
    public static Verdict of(Tally heldOut, Tally taught) {
        if (heldOut.isEmpty() && taught.isEmpty()) {
            throw new IllegalArgumentException("No verdict without answers");
        }
        return new Verdict(kind(heldOut, taught), heldOut, taught);
    }

    /** What decides: the held-out examples, if there are any. */
    public Tally deciding() {
        return heldOut.isEmpty() ? taught : heldOut;
    }

    private static Kind kind(Tally heldOut, Tally taught) {
        if (heldOut.isEmpty()) {
            return kind(taught);
        }
        if (heldOut.asked() < FEWEST_HELD_OUT) {
            return Kind.TOO_FEW;
        }
        var kind = kind(heldOut);
        var remembers = !taught.isEmpty() && kind(taught) == Kind.LEARNED;
        return kind == Kind.NOT_BETTER && remembers ? Kind.BY_HEART : kind;
    }

    private static Kind kind(Tally tally) {
        var tuned = tally.tunedRight();
        var base = tally.baseRight();
        if (tuned > base) {
            return tuned * 2 > tally.asked() ? Kind.LEARNED : Kind.PARTLY;
        }
        if (mostly(base, tally) && mostly(tuned, tally)) {
            return Kind.KNEW_BEFORE;
        }
        var closer = tally.tunedCloseness() - tally.baseCloseness();
        return tuned == base && closer >= CLOSER ? Kind.CLOSER : Kind.NOT_BETTER;
    }

    /** Four of five. */
    private static boolean mostly(int right, Tally tally) {
        return right * 5 >= tally.asked() * 4;
    }
}
