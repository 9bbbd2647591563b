package io.pitchpipe.tuningserver.api;

import io.pitchpipe.genapi.Content;
import io.pitchpipe.genapi.CountTokensRequest;
import io.pitchpipe.genapi.GenerateContentRequest;
import io.pitchpipe.genapi.GenerationConfig;
import io.pitchpipe.tuningserver.job.AnswerWish;
import io.pitchpipe.tuningserver.job.Refusal;
import io.pitchpipe.tuningserver.job.Turn;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Wire prompts as turns. */
final class Prompts {

    private Prompts() {}

    static List<Turn> turns(GenerateContentRequest request) {
        var turns = new ArrayList<Turn>();
        if (request.systemInstruction() != null) {
            turns.add(new Turn(Turn.Role.SYSTEM, text(request.systemInstruction(), "system_instruction")));
        }
        addTurns(turns, request.contents(), "contents");
        return turns;
    }

    static List<Turn> turns(CountTokensRequest request) {
        var whole = request.generateContentRequest();
        if (whole != null && request.contents() != null && !request.contents().isEmpty()) {
            throw Refusal.invalid("contents", "contents and generate_content_request exclude each other.");
        }
        if (whole != null) {
            return turns(whole);
        }
        var turns = new ArrayList<Turn>();
        addTurns(turns, request.contents(), "contents");
        return turns;
    }

    static AnswerWish wish(@Nullable GenerationConfig config, String model) {
        if (config == null) {
            config = GenerationConfig.DEFAULTS;
        }
        if (config.candidateCount() != null && config.candidateCount() != 1) {
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
                config.temperature(),
                config.topP(),
                config.topK(),
                config.maxOutputTokens(),
                config.stopSequences() == null ? List.of() : config.stopSequences(),
                config.seed());
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
