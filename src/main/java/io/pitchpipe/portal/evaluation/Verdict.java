package io.pitchpipe.portal.evaluation;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Did it learn? What the answers of base and tuned model say, in figures a sentence can be made of. What was held out of training
 * decides; the training examples show what the model remembers, and decide only where nothing was held out. Nothing is called
 * learned that guessing, or always giving the most frequent answer, does as well.
 *
 * @param kind what to make of it
 * @param heldOut examples that were kept out of training
 * @param taught examples the tuned model was trained with
 * @param baseline the most frequent answer of the training examples; empty where none is given twice
 * @see <a href="../../../../../../../docs/decisions/0078-held-out-counts.md">decision 0078</a>
 * @see <a href="../../../../../../../docs/decisions/0079-better-than-guessing.md">decision 0079</a>
 */
public record Verdict(Kind kind, Tally heldOut, Tally taught, Optional<Baseline> baseline) {

    /** The classes of verdicts; thresholds are for people, who want one word. */
    public enum Kind {
        /** Most answers are right, and more than the base model's and than guesses would be. */
        LEARNED,
        /** Better than the base model and than guesses, but not right most of the time. */
        PARTLY,
        /** More right answers than the base model, but so few more that it may be chance. */
        UNCERTAIN,
        /** More right answers than the base model, by one and the same answer to every question. */
        ONE_ANSWER,
        /** More right answers than the base model, and no more than always giving the most frequent answer has. */
        AS_COMMON,
        /** Not more often right than the base model, but its answers share many more words with what was expected. */
        CLOSER,
        /** It has most of its training examples right, and is no better than the base model, or than guesses, with what was held out. */
        BY_HEART,
        /** No better than the base model. */
        NOT_BETTER,
        /** Worse than the base model, and not by chance. */
        WORSE,
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
    public static Verdict of(List<Sample> answered, Optional<Baseline> baseline) {
        var sorts = answered.stream().collect(Collectors.partitioningBy(Sample::heldOut));
        return of(
                Tally.of(sorts.getOrDefault(true, List.of()), baseline),
                Tally.of(sorts.getOrDefault(false, List.of()), baseline),
                baseline);
    }

    /**
     * The verdict on what was counted before.
     *
     * @throws IllegalArgumentException if nothing was asked
     */
    public static Verdict of(Tally heldOut, Tally taught, Optional<Baseline> baseline) {
        if (heldOut.isEmpty() && taught.isEmpty()) {
            throw new IllegalArgumentException("No verdict without answers");
        }
        var share = baseline.map(Baseline::share).orElse(0.0);
        return new Verdict(kind(heldOut, taught, share), heldOut, taught, baseline);
    }

    /** What decides: the held-out examples, if there are any. */
    public Tally deciding() {
        return heldOut.isEmpty() ? taught : heldOut;
    }

    private static Kind kind(Tally heldOut, Tally taught, double share) {
        if (heldOut.isEmpty()) {
            return kind(taught, share);
        }
        if (heldOut.asked() < FEWEST_HELD_OUT) {
            return Kind.TOO_FEW;
        }
        var kind = kind(heldOut, share);
        var remembers = !taught.isEmpty() && kind(taught, share) == Kind.LEARNED;
        return remembers && (kind == Kind.NOT_BETTER || kind == Kind.AS_COMMON) ? Kind.BY_HEART : kind;
    }

    private static Kind kind(Tally tally, double share) {
        var tuned = tally.tunedRight();
        var base = tally.baseRight();
        if (tuned > base) {
            return better(tally, share);
        }
        if (mostly(base, tally) && mostly(tuned, tally)) {
            return beyondGuessing(tally, share) ? Kind.KNEW_BEFORE : Kind.AS_COMMON;
        }
        if (base > tuned && !Likely.mayBeChance(base, tuned, tally.asked())) {
            return Kind.WORSE;
        }
        var closer = tally.tunedCloseness() - Math.max(tally.baseCloseness(), tally.commonCloseness());
        return tuned == base && closer >= CLOSER ? Kind.CLOSER : Kind.NOT_BETTER;
    }

    private static Kind better(Tally tally, double share) {
        var tuned = tally.tunedRight();
        if (tally.oneAnswer() && tally.asked() >= FEWEST_HELD_OUT) {
            return Kind.ONE_ANSWER;
        }
        if (!beyondGuessing(tally, share)) {
            return tuned > tally.commonRight() ? Kind.UNCERTAIN : Kind.AS_COMMON;
        }
        if (Likely.mayBeChance(tuned, tally.baseRight(), tally.asked())) {
            return Kind.UNCERTAIN;
        }
        return tuned * 2 > tally.asked() ? Kind.LEARNED : Kind.PARTLY;
    }

    /**
     * Whether more is right than guesses would be. No guess that goes by no input is right more often than always the most frequent
     * answer; how often that is right is known from the training examples and from those asked, and the higher counts.
     */
    private static boolean beyondGuessing(Tally tally, double share) {
        var rate = Math.max(share, (double) tally.commonRight() / tally.asked());
        return BinomialTest.beyond(tally.tunedRight(), tally.asked(), rate);
    }

    /** Four of five. */
    private static boolean mostly(int right, Tally tally) {
        return right * 5 >= tally.asked() * 4;
    }
}
