package io.pitchpipe.tuningserver.lm;

/** Asked between steps, and between the parts of a measurement on held-out examples, on the training thread. */
@FunctionalInterface
public interface Cancellation {

    /** Never cancels. */
    Cancellation NONE = () -> false;

    /** Whether the training should stop now; the checkpoint of the step reached is written first, so it can also be gone on with. */
    boolean requested();
}
