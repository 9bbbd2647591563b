package io.pitchpipe.portal.playground;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A prompt of the past.
 *
 * @param prompt as it was typed, without any preamble; untrusted text, like the answers
 * @param answers by column
 */
public record AskedPrompt(PromptId id, Instant at, String prompt, PromptSettings settings, List<Answered> answers) {

    /**
     * What a column said.
     *
     * @param tokens of the answer, if the backend said
     * @param millis from asking to the end, in milliseconds
     */
    public record Answered(
            String modelKey, String modelName, String answer, Ending ending, Optional<Integer> tokens, long millis) {}
}
