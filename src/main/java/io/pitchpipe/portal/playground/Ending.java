package io.pitchpipe.portal.playground;

/** How an answer ended. */
public enum Ending {
    /** The model said it was done. */
    WHOLE,
    /** It reached the most tokens allowed. */
    CUT,
    /** The person asking stopped it. */
    STOPPED,
    /** The backend broke off: what is there is not all. */
    INCOMPLETE,
    /** There is no answer. */
    FAILED
}
