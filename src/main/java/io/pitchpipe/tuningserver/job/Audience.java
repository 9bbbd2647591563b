package io.pitchpipe.tuningserver.job;

/** Who an answer is for. Both methods are called by the thread that asked. */
public interface Audience {

    /**
     * Takes the next piece of the answer.
     *
     * @return whether more is wanted; {@code false} ends it
     */
    boolean hear(String piece);

    /** Whether anybody is still there; asked before the work begins, which may be minutes after the question. */
    boolean present();
}
