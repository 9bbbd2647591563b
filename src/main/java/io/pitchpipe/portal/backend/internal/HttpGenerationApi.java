package io.pitchpipe.portal.backend.internal;

import io.pitchpipe.genapi.Candidate;
import io.pitchpipe.genapi.Content;
import io.pitchpipe.genapi.CountTokensRequest;
import io.pitchpipe.genapi.CountTokensResponse;
import io.pitchpipe.genapi.GenerateContentRequest;
import io.pitchpipe.genapi.GenerateContentResponse;
import io.pitchpipe.genapi.GenerationConfig;
import io.pitchpipe.genapi.PromptFeedback;
import io.pitchpipe.genapi.Status;
import io.pitchpipe.genapi.UsageMetadata;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.GenerationApi;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Prompts over HTTP, under /v1beta; streams as server-sent events. */
@Component
class HttpGenerationApi implements GenerationApi {

    /** An answer that never ends must not fill the heap. */
    static final int MAX_ANSWER = 2_000_000;

    /** One event of a stream: a piece of the answer, or the failure that ended it. */
    record Event(
            @Nullable List<Candidate> candidates,
            @Nullable PromptFeedback promptFeedback,
            @Nullable UsageMetadata usageMetadata,
            @Nullable Status error) {}

    private final BackendHttp http;

    HttpGenerationApi(BackendHttp http) {
        this.http = http;
    }

    @Override
    public Answer generate(Connection connection, String model, String prompt, GenerationConfig settings) {
        var response = http.exchange(
                connection,
                "POST",
                path(model) + ":generateContent",
                GenerateContentRequest.of(prompt, settings),
                GenerateContentResponse.class);
        var reason = finishReason(response.candidates(), response.promptFeedback());
        if (reason == null) {
            throw new ApiFailure.Garbage("An answer without a finish reason");
        }
        return new Answer(response.text(), reason, response.usageMetadata());
    }

    @Override
    public AnswerStream stream(Connection connection, String model, String prompt, GenerationConfig settings) {
        var answer = http.stream(
                connection,
                path(model) + ":streamGenerateContent?alt=sse",
                GenerateContentRequest.of(prompt, settings));
        try {
            if (!answer.contentType().toLowerCase(Locale.ROOT).startsWith("text/event-stream")) {
                throw new ApiFailure.Garbage("A stream of type " + answer.contentType());
            }
            return new Events(answer, new SseReader(answer.body()));
        } catch (IOException broken) {
            answer.close();
            throw new ApiFailure.Unavailable("The stream did not begin", broken);
        } catch (ApiFailure failure) {
            answer.close();
            throw failure;
        }
    }

    @Override
    public int countTokens(Connection connection, String model, List<Content> contents) {
        return http.exchange(
                        connection,
                        "POST",
                        path(model) + ":countTokens",
                        new CountTokensRequest(contents, null),
                        CountTokensResponse.class)
                .totalTokens();
    }

    private static String path(String model) {
        if (!model.matches("(models|tunedModels)/[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            throw new IllegalArgumentException("Not a model's resource name");
        }
        return "/v1beta/" + model;
    }

    private static @Nullable String finishReason(
            @Nullable List<Candidate> candidates, @Nullable PromptFeedback feedback) {
        if (candidates != null && !candidates.isEmpty()) {
            return candidates.getFirst().finishReason();
        }
        return feedback == null ? null : feedback.blockReason();
    }

    private final class Events implements AnswerStream {

        private final BackendHttp.Answer answer;
        private final SseReader events;
        private volatile boolean closed;
        private @Nullable String finishReason;
        private @Nullable UsageMetadata usage;
        private int characters;

        Events(BackendHttp.Answer answer, SseReader events) {
            this.answer = answer;
            this.events = events;
        }

        @Override
        public Optional<String> next() {
            byte[] data;
            try {
                data = closed ? null : events.next();
            } catch (IOException brokenOff) {
                if (closed) {
                    return Optional.empty();
                }
                throw new ApiFailure.Unavailable("The answer broke off after " + characters + " characters", brokenOff);
            }
            if (data == null) {
                if (finishReason == null && !closed) {
                    throw new ApiFailure.Unavailable(
                            "The answer ended after " + characters + " characters without a finish reason", null);
                }
                return Optional.empty();
            }
            return Optional.of(piece(http.parse(data, Event.class)));
        }

        private String piece(Event event) {
            if (event.error() != null) {
                throw new ApiFailure.Unavailable(
                        "The backend reported a failure midway: "
                                + event.error().code(),
                        null);
            }
            if (event.candidates() == null && event.promptFeedback() == null && event.usageMetadata() == null) {
                throw new ApiFailure.Garbage("An event that is no piece of an answer");
            }
            var reason = HttpGenerationApi.finishReason(event.candidates(), event.promptFeedback());
            finishReason = reason == null ? finishReason : reason;
            usage = event.usageMetadata() == null ? usage : event.usageMetadata();
            var text = new GenerateContentResponse(event.candidates(), null, null, null, null).text();
            characters += text.length();
            if (characters > MAX_ANSWER) {
                throw new ApiFailure.Garbage("An answer of more than " + MAX_ANSWER + " characters");
            }
            return text;
        }

        @Override
        public Optional<String> finishReason() {
            return Optional.ofNullable(finishReason);
        }

        @Override
        public Optional<UsageMetadata> usage() {
            return Optional.ofNullable(usage);
        }

        @Override
        public void close() {
            closed = true;
            answer.close();
        }
    }
}
