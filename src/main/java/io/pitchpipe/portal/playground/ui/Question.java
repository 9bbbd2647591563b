package io.pitchpipe.portal.playground.ui;

import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.playground.PromptId;
import io.pitchpipe.portal.playground.PromptSettings;
import java.util.Optional;

/**
 * A prompt that a column is to answer.
 *
 * @param id of the prompt in the history
 * @param ordinal the place of the answer there
 * @param beside the tuned model beside which a base model answers
 */
record Question(PromptId id, int ordinal, String text, PromptSettings settings, Optional<ModelId> beside) {

    boolean asks(String otherText, PromptSettings otherSettings) {
        return text.equals(otherText) && settings.equals(otherSettings);
    }
}
