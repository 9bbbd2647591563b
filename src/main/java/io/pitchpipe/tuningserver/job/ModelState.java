package io.pitchpipe.tuningserver.job;

/** Where a tuned model is in its life. */
public enum ModelState {
    /** Waiting for its training, or in it. */
    CREATING,
    /** Can be prompted. */
    ACTIVE,
    /** Will never be. */
    FAILED
}
