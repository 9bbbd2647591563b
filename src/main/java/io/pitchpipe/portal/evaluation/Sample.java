package io.pitchpipe.portal.evaluation;

/**
 * One example, answered by both models.
 *
 * @param ordinal its place among those asked, from 0
 * @param heldOut it was kept out of training; if not, the tuned model was taught with it
 * @param baseAnswer what the base model said: untrusted text, like {@code tunedAnswer}
 */
public record Sample(
        int ordinal,
        String input,
        String expected,
        boolean heldOut,
        String baseAnswer,
        String tunedAnswer,
        Scorer.Score base,
        Scorer.Score tuned) {

    public Sample(int ordinal, String input, String expected, boolean heldOut, String baseAnswer, String tunedAnswer) {
        this(
                ordinal,
                input,
                expected,
                heldOut,
                baseAnswer,
                tunedAnswer,
                Scorer.score(expected, baseAnswer),
                Scorer.score(expected, tunedAnswer));
    }
}
