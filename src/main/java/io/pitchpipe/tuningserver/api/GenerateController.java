package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.Candidate;
import io.pitchpipe.genapi.Content;
import io.pitchpipe.genapi.CountTokensRequest;
import io.pitchpipe.genapi.CountTokensResponse;
import io.pitchpipe.genapi.GenerateContentRequest;
import io.pitchpipe.genapi.GenerateContentResponse;
import io.pitchpipe.genapi.UsageMetadata;
import io.pitchpipe.tuningserver.job.Answer;
import io.pitchpipe.tuningserver.job.Answers;
import io.pitchpipe.tuningserver.job.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** generateContent, streamGenerateContent and countTokens of base models and of tuned ones. */
@RestController
@RequestMapping(Routes.VERSION + "/{collection:models|tunedModels}")
class GenerateController {

    private final Answers answers;

    GenerateController(Answers answers) {
        this.answers = answers;
    }

    @PostMapping("/{id}:generateContent")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> generate(
            @PathVariable String version,
            @PathVariable String collection,
            @PathVariable String id,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            HttpServletRequest request)
            throws IOException {
        var query = Query.of(request);
        var target = target(version, collection, id, caller);
        var body = body(request);
        var answer = answers.answer(
                target, Prompts.turns(body), Prompts.wish(body.generationConfig(), target.name()), piece -> true);
        return Reply.ok(response(answer.text(), finishReason(answer), usage(answer), target, responseId()), query);
    }

    @PostMapping("/{id}:streamGenerateContent")
    @Allow(Allow.Who.KEY)
    void stream(
            @PathVariable String version,
            @PathVariable String collection,
            @PathVariable String id,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var query = Query.of(request);
        var target = target(version, collection, id, caller);
        var body = body(request);
        var turns = Prompts.turns(body);
        var wish = Prompts.wish(body.generationConfig(), target.name());
        var stream = new AnswerStream(response, query);
        var responseId = responseId();
        try {
            var answer = answers.answer(
                    target, turns, wish, piece -> stream.send(response(piece, null, null, target, responseId)));
            stream.send(response("", finishReason(answer), usage(answer), target, responseId));
            stream.end();
        } catch (Error | RuntimeException failed) {
            if (!stream.begun()) {
                throw failed;
            }
            stream.fail(
                    failed instanceof Refusal refusal
                            ? Errors.of(refusal)
                            : Errors.unexpected(failed, "A stream of " + target.name()));
        }
    }

    @PostMapping("/{id}:countTokens")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> countTokens(
            @PathVariable String version,
            @PathVariable String collection,
            @PathVariable String id,
            @RequestAttribute(Caller.ATTRIBUTE) Caller caller,
            HttpServletRequest request)
            throws IOException {
        var query = Query.of(request);
        var target = target(version, collection, id, caller);
        var body = RequestJson.as(RequestJson.read(request, Schema.COUNT_TOKENS, ""), CountTokensRequest.class);
        return Reply.ok(new CountTokensResponse(answers.countTokens(target, Prompts.turns(body))), query);
    }

    private Answers.Target target(String version, String collection, String id, Caller caller) {
        return collection.equals("models")
                ? answers.base("models/" + id, version)
                : answers.tuned(caller.project(), id);
    }

    private static GenerateContentRequest body(HttpServletRequest request) throws IOException {
        return RequestJson.as(RequestJson.read(request, Schema.GENERATE_CONTENT, ""), GenerateContentRequest.class);
    }

    private static GenerateContentResponse response(
            String text,
            @Nullable String finishReason,
            @Nullable UsageMetadata usage,
            Answers.Target target,
            String responseId) {
        return new GenerateContentResponse(
                List.of(new Candidate(Content.of("model", text), finishReason, 0)),
                null,
                usage,
                target.name(),
                responseId);
    }

    private static UsageMetadata usage(Answer answer) {
        return new UsageMetadata(
                answer.promptTokens(), answer.outputTokens(), answer.promptTokens() + answer.outputTokens());
    }

    private static String finishReason(Answer answer) {
        return answer.ending() == Answer.Ending.MAX_TOKENS ? "MAX_TOKENS" : "STOP";
    }

    private static String responseId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 22);
    }
}
