package io.pitchpipe.portal.playground.ui;

import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.OngoingAnswer;
import java.util.Optional;

/** What a column needs of the page it stands on. */
interface AnswerHost {

    /** Asks a model. Blocks: never called under the session lock. */
    OngoingAnswer ask(PromptModel model, Question question);

    /** Keeps an answer in the history; called off the session lock, and also when the page has gone. */
    void remember(Question question, AskedPrompt.Answered answered);

    /** The tuned model that base models are compared with now. */
    Optional<ModelId> beside();

    /** A column has another model, prompt or state. */
    void changed();

    /** An answer has come to its end. */
    void ended(AskedPrompt.Answered answered);
}
