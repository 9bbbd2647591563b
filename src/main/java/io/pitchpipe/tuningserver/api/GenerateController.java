package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.ApiError;
import io.pitchpipe.genapi.CountTextTokensRequest;
import io.pitchpipe.genapi.CountTextTokensResponse;
import io.pitchpipe.genapi.CountTokensRequest;
import io.pitchpipe.genapi.CountTokensResponse;
import io.pitchpipe.genapi.GenerateContentRequest;
import io.pitchpipe.genapi.GenerateTextRequest;
import io.pitchpipe.genapi.GenerateTextResponse;
import io.pitchpipe.genapi.RpcCode;
import io.pitchpipe.genapi.TextCompletion;
import io.pitchpipe.tuningserver.job.Answer;
import io.pitchpipe.tuningserver.job.AnswerWish;
import io.pitchpipe.tuningserver.job.Answers;
import io.pitchpipe.tuningserver.job.Audience;
import io.pitchpipe.tuningserver.job.Question;
import io.pitchpipe.tuningserver.job.Refusal;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** models and tunedModels: generateContent, streamGenerateContent, countTokens, and generateText and countTextTokens in the PaLM API's form. */
@RestController
@RequestMapping(Routes.VERSION + "/{collection:models|tunedModels}")
class GenerateController {

    private final Answers answers;

    GenerateController(Answers answers) {
        this.answers = answers;
    }

    @PostMapping("/{id}:generateContent")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> generate(Call call) throws IOException {
        var target = target(call);
        var body = prompt(call, Schema.GENERATE_CONTENT, GenerateContentRequest.class);
        var wish = Prompts.wish(body.generationConfig(), target.name());
        return whole(
                call, target, Prompts.question(body), wish, 1, drawn -> new Chunks(target).whole(drawn.getFirst()));
    }

    @PostMapping("/{id}:generateText")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> generateText(Call call) throws IOException {
        var target = target(call);
        var body = prompt(call, Schema.GENERATE_TEXT, GenerateTextRequest.class);
        return whole(
                call,
                target,
                Prompts.question(body.prompt()),
                Prompts.wish(body),
                Prompts.candidates(body),
                drawn -> new GenerateTextResponse(drawn.stream()
                        .map(answer -> new TextCompletion(answer.text()))
                        .toList()));
    }

    @PostMapping("/{id}:streamGenerateContent")
    @Allow(Allow.Who.KEY)
    void stream(Call call, HttpServletResponse response) throws IOException {
        var target = target(call);
        var body = prompt(call, Schema.GENERATE_CONTENT, GenerateContentRequest.class);
        var question = Prompts.question(body);
        var wish = Prompts.wish(body.generationConfig(), target.name());
        var stream = new AnswerStream(response, call.shape());
        var chunks = new Chunks(target);
        try {
            var answer =
                    answers.answer(target, question, wish, audience(call, piece -> stream.send(chunks.piece(piece))));
            stream.send(chunks.last(answer));
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
    ResponseEntity<byte[]> countTokens(Call call) throws IOException {
        var target = target(call);
        var body = prompt(call, Schema.COUNT_TOKENS, CountTokensRequest.class);
        return call.answer(new CountTokensResponse(answers.countTokens(target, Prompts.question(body))));
    }

    @PostMapping("/{id}:countTextTokens")
    @Allow(Allow.Who.KEY)
    ResponseEntity<byte[]> countTextTokens(Call call) throws IOException {
        var target = target(call);
        var body = call.body(Schema.COUNT_TEXT_TOKENS, "", CountTextTokensRequest.class);
        return call.answer(new CountTextTokensResponse(answers.countTokens(target, Prompts.question(body.prompt()))));
    }

    /** Reads a request with a prompt. Its safety settings are checked, and have no further meaning here. */
    private static <T> T prompt(Call call, Schema schema, Class<T> type) throws IOException {
        var body = call.body(schema, "");
        SafetySettings.check(body.path("safetySettings"), "");
        SafetySettings.check(body.path("generateContentRequest").path("safetySettings"), "generate_content_request.");
        return RequestJson.as(body, type);
    }

    /** Draws answers one after the other; whoever goes away meanwhile ends it. */
    private ResponseEntity<byte[]> whole(
            Call call,
            Answers.Target target,
            Question question,
            AnswerWish wish,
            int count,
            Function<List<Answer>, Object> body) {
        var drawn = new ArrayList<Answer>(count);
        while (drawn.size() < count) {
            drawn.add(answers.answer(target, question, wish, audience(call, piece -> true)));
            if (drawn.getLast().ending() == Answer.Ending.ABORTED) {
                return Reply.error(ApiError.of(RpcCode.CANCELLED, "The client closed the connection."));
            }
        }
        return call.answer(body.apply(drawn));
    }

    private static Audience audience(Call call, Predicate<String> sink) {
        return new Audience() {
            @Override
            public boolean hear(String piece) {
                return !call.gone() && sink.test(piece);
            }

            @Override
            public boolean present() {
                return !call.gone();
            }
        };
    }

    private Answers.Target target(Call call) {
        return call.path("collection").equals("models")
                ? answers.base("models/" + call.path("id"), call.version())
                : answers.tuned(call.caller(), call.path("id"));
    }
}
