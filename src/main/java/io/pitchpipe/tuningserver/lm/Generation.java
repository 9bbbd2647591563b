package io.pitchpipe.tuningserver.lm;

/**
 * A whole answer.
 *
 * @param text what was given to the sink, in one piece
 * @param promptTokens tokens of the prompt, the chat template's included
 * @param outputTokens tokens drawn, the end-of-turn token not counted
 * @param finishReason why it ended
 */
public record Generation(String text, int promptTokens, int outputTokens, FinishReason finishReason) {}
