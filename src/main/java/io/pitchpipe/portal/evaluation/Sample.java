package io.pitchpipe.portal.evaluation;

/**
 * One example, answered by both models.
 *
 * @param ordinal its place among those asked, from 0
 * @param heldOut it was kept out of training; if not, the tuned model was taught with it
 * @param baseCut at how many tokens the base model's answer was cut; 0 if it ended by itself, as {@code tunedCut}
 * @param baseAnswer what the base model said: untrusted text, like {@code tunedAnswer}
 */
public record Sample(
        int ordinal,
        String input,
        String expected,
        boolean heldOut,
        String baseAnswer,
        String tunedAnswer,
        int baseCut,
        int tunedCut,
        Scorer.Score base,
        Scorer.Score tuned) {

    /** Whose answers both ended by themselves. */
    public Sample(int ordinal, String input, String expected, boolean heldOut, String baseAnswer, String tunedAnswer) {
        this(ordinal, input, expected, heldOut, baseAnswer, tunedAnswer, 0, 0);
    }

    public Sample(
            int ordinal,
            String input,
            String expected,
            boolean heldOut,
            String baseAnswer,
            String tunedAnswer,
            int baseCut,
            int tunedCut) {
        this(
                ordinal,
                input,
                expected,
                heldOut,
                baseAnswer,
                tunedAnswer,
                baseCut,
                tunedCut,
                Scorer.score(expected, baseAnswer),
                Scorer.score(expected, tunedAnswer));
    }
}
