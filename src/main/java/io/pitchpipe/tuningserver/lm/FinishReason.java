package io.pitchpipe.tuningserver.lm;

/** Why an answer ended. */
public enum FinishReason {
    /** The model ended its turn, or a stop sequence came. */
    STOP,
    /** {@link SamplingSettings#maxOutputTokens()} or the base's context was used up. */
    MAX_TOKENS,
    /** The {@link TokenSink} wanted no more. */
    ABORTED
}
