package io.pitchpipe.tuningserver.lm;

/** Takes an answer as it comes, on the generating thread. */
@FunctionalInterface
public interface TokenSink {

    /** Takes nothing in, goes on to the end. */
    TokenSink NONE = text -> true;

    /**
     * The next piece of the answer: whole characters, never empty, never part of a stop sequence.
     *
     * @return whether to go on; {@code false} ends the answer with {@link FinishReason#ABORTED}
     */
    boolean accept(String text);
}
