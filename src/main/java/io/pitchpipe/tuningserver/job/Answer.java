package io.pitchpipe.tuningserver.job;

/**
 * An answer.
 *
 * @param text all of it
 * @param promptTokens tokens of the prompt
 * @param outputTokens tokens of the answer
 * @param ending why it ended
 */
public record Answer(String text, int promptTokens, int outputTokens, Ending ending) {

    /** Why an answer ended. */
    public enum Ending {
        /** The model was done, or a stop sequence came. */
        STOP,
        /** No more tokens were allowed. */
        MAX_TOKENS,
        /** Nobody wanted more. */
        ABORTED
    }
}
