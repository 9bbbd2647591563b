package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.Candidate;
import io.pitchpipe.genapi.Content;
import io.pitchpipe.genapi.GenerateContentResponse;
import io.pitchpipe.genapi.UsageMetadata;
import io.pitchpipe.tuningserver.job.Answer;
import io.pitchpipe.tuningserver.job.Answers;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One answer as wire records, whole or in pieces that share its id. */
final class Chunks {

    private final Answers.Target target;
    private final String responseId =
            UUID.randomUUID().toString().replace("-", "").substring(0, 22);

    Chunks(Answers.Target target) {
        this.target = target;
    }

    GenerateContentResponse whole(Answer answer) {
        return response(answer.text(), answer);
    }

    GenerateContentResponse piece(String text) {
        return response(text, null);
    }

    /** What ends a stream: no more text, the reason and the counts. */
    GenerateContentResponse last(Answer answer) {
        return response("", answer);
    }

    private GenerateContentResponse response(String text, @Nullable Answer ended) {
        var reason = ended == null ? null : ended.ending() == Answer.Ending.MAX_TOKENS ? "MAX_TOKENS" : "STOP";
        return new GenerateContentResponse(
                List.of(new Candidate(Content.of("model", text), reason, 0)),
                null,
                ended == null
                        ? null
                        : new UsageMetadata(
                                ended.promptTokens(),
                                ended.outputTokens(),
                                ended.promptTokens() + ended.outputTokens()),
                target.name(),
                responseId);
    }
}
