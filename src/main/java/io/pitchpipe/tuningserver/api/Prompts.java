package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.Content;
import io.pitchpipe.genapi.CountTokensRequest;
import io.pitchpipe.genapi.GenerateContentRequest;
import io.pitchpipe.genapi.GenerateTextRequest;
import io.pitchpipe.genapi.GenerationConfig;
import io.pitchpipe.genapi.TextPrompt;
import io.pitchpipe.tuningserver.job.AnswerWish;
import io.pitchpipe.tuningserver.job.Question;
import io.pitchpipe.tuningserver.job.Refusal;
import io.pitchpipe.tuningserver.job.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wire prompts as questions. */
final class Prompts {

    /** Answers of one generateText (PaLM API reference). */
    private static final int MAX_CANDIDATES = 8;

    private Prompts() {}

    static Question question(GenerateContentRequest request) {
        return new Question(turns(request), "contents");
    }

    private static List<Turn> turns(GenerateContentRequest request) {
        var turns = new ArrayList<Turn>();
        if (request.systemInstruction() != null
                && !request.systemInstruction().text().isEmpty()) {
            turns.add(new Turn(Turn.Role.SYSTEM, text(request.systemInstruction(), "system_instruction")));
        }
        addTurns(turns, request.contents(), "contents");
        return turns;
    }

    static Question question(CountTokensRequest request) {
        var whole = request.generateContentRequest();
        if (whole != null && request.contents() != null && !request.contents().isEmpty()) {
            throw Refusal.invalid("contents", "contents and generate_content_request exclude each other.");
        }
        if (whole != null) {
            return question(whole);
        }
        var turns = new ArrayList<Turn>();
        addTurns(turns, request.contents(), "contents");
        return new Question(turns, "contents");
    }

    static Question question(@Nullable TextPrompt prompt) {
        if (prompt == null || prompt.text() == null || prompt.text().isEmpty()) {
            throw Refusal.invalid("prompt.text", "prompt.text is required.");
        }
        return new Question(List.of(new Turn(Turn.Role.USER, prompt.text())), "prompt.text");
    }

    /** How many answers are wanted in the PaLM API's form. */
    static int candidates(GenerateTextRequest request) {
        var count = request.candidateCount();
        if (count != null && (count < 0 || count > MAX_CANDIDATES)) {
            throw Refusal.invalid("candidate_count", "candidate_count must be between 1 and " + MAX_CANDIDATES + ".");
        }
        return count == null || count == 0 ? 1 : count;
    }

    static AnswerWish wish(GenerateTextRequest request) {
        return new AnswerWish(
                "",
                request.temperature(),
                request.topP(),
                request.topK(),
                orUnset(request.maxOutputTokens()),
                request.stopSequences() == null ? List.of() : request.stopSequences(),
                null);
    }

    static AnswerWish wish(@Nullable GenerationConfig config, String model) {
        if (config == null) {
            config = GenerationConfig.DEFAULTS;
        }
        if (config.candidateCount() != null && config.candidateCount() != 1 && config.candidateCount() != 0) {
            throw Refusal.invalid("generation_config.candidate_count", "Only one candidate can be specified.");
        }
        var type = config.responseMimeType();
        if (type != null && !type.isEmpty() && !type.equals("text/plain")) {
            throw Refusal.invalid(
                    "generation_config.response_mime_type",
                    type.equals("application/json")
                            ? "JSON mode is not enabled for " + model
                            : "response_mime_type must be text/plain.");
        }
        return new AnswerWish(
                "generation_config.",
                config.temperature(),
                config.topP(),
                config.topK(),
                orUnset(config.maxOutputTokens()),
                config.stopSequences() == null ? List.of() : config.stopSequences(),
                config.seed());
    }

    /** Clients that write out what they do not set send 0. */
    private static @Nullable Integer orUnset(@Nullable Integer tokens) {
        return tokens == null || tokens == 0 ? null : tokens;
    }

    private static void addTurns(List<Turn> turns, @Nullable List<Content> contents, String path) {
        if (contents == null || contents.isEmpty()) {
            throw Refusal.invalid(path, "* GenerateContentRequest.contents: contents is not specified");
        }
        for (int i = 0; i < contents.size(); i++) {
            var at = path + "[" + i + "]";
            turns.add(new Turn(role(contents.get(i).role(), at), text(contents.get(i), at)));
        }
    }

    private static Turn.Role role(@Nullable String role, String at) {
        return switch (role == null ? "" : role) {
            case "", "user" -> Turn.Role.USER;
            case "model" -> Turn.Role.MODEL;
            default -> throw Refusal.invalid(at + ".role", "Please use a valid role: user, model.");
        };
    }

    private static String text(Content content, String at) {
        var text = content.text();
        if (text.isEmpty()) {
            throw Refusal.invalid(at + ".parts", "'" + at + ".parts' has no text.");
        }
        return text;
    }
}
