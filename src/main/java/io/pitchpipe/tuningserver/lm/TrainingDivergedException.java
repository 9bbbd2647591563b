package io.pitchpipe.tuningserver.lm;

import java.util.Locale;

/** A training that has gone wrong for good: its loss or its gradients are no numbers any more, or its loss is far beyond a blind guess. The message says at which step, and what to do. */
public final class TrainingDivergedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A loss beyond this many times that of a blind guess, which is the logarithm of the number of tokens, counts as exploded: the worst batch of a healthy base is a little above a blind
     * guess, and no training was seen to come back from there.
     */
    static final double EXPLODED = 3;

    private static final String HINT =
            "the training diverged. Tune again with a smaller learning rate, such as a tenth of this one.";

    private final int step;

    private TrainingDivergedException(int step, String message) {
        super(message);
        this.step = step;
    }

    /** The loss of a step (from 1) is no number, or infinite. */
    public static TrainingDivergedException ofLoss(int step, double loss) {
        return new TrainingDivergedException(
                step, "The loss became %s at step %d: %s".formatted(name(loss), step, HINT));
    }

    /** The loss on the held-out examples after a step is no number, or infinite. */
    static TrainingDivergedException ofHeldOutLoss(int step, double loss) {
        return new TrainingDivergedException(
                step,
                "The loss on the held-out examples became %s after step %d: %s".formatted(name(loss), step, HINT));
    }

    private static String name(double loss) {
        return Double.isNaN(loss) ? "NaN (not a number)" : "infinite";
    }

    static TrainingDivergedException ofGradients(int step) {
        return new TrainingDivergedException(
                step, "The gradients became infinite or NaN (not a number) at step %d: %s".formatted(step, HINT));
    }

    static TrainingDivergedException ofExplosion(int step, double loss, double blind) {
        return new TrainingDivergedException(
                step,
                String.format(
                        Locale.ROOT,
                        "The loss rose to %.1f at step %d, where a blind guess has %.1f: %s",
                        loss,
                        step,
                        blind,
                        HINT));
    }

    /** The step at which it was found out, from 1; 0 when it was wrong before the first. */
    public int step() {
        return step;
    }
}
