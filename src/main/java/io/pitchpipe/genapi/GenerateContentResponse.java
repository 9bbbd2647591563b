package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer, or one chunk of a streamed one.
 *
 * @param candidates the answers
 * @param promptFeedback of a backend with filters
 * @param usageMetadata tokens so far
 * @param modelVersion the model that answered
 * @param responseId of this answer
 */
@JsonPropertyOrder({"candidates", "promptFeedback", "usageMetadata", "modelVersion", "responseId"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record GenerateContentResponse(
        @Nullable List<Candidate> candidates,
        @Nullable PromptFeedback promptFeedback,
        @Nullable UsageMetadata usageMetadata,
        @Nullable String modelVersion,
        @Nullable String responseId) {

    /** The first candidate's text; empty where there is none. */
    public String text() {
        if (candidates == null || candidates.isEmpty()) {
            return "";
        }
        var content = candidates.getFirst().content();
        return content == null ? "" : content.text();
    }
}
