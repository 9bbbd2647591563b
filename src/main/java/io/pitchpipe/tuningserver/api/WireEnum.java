package io.pitchpipe.tuningserver.api;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The enums of the API's messages: their names in the order of their numbers, from 0, which means that nothing was said. */
enum WireEnum {
    STATE("state", "TunedModel.State", "STATE_UNSPECIFIED", "CREATING", "ACTIVE", "FAILED"),
    GRANTEE_TYPE("granteeType", "Permission.GranteeType", "GRANTEE_TYPE_UNSPECIFIED", "USER", "GROUP", "EVERYONE"),
    ROLE("role", "Permission.Role", "ROLE_UNSPECIFIED", "OWNER", "WRITER", "READER"),
    FINISH_REASON("finishReason", "Candidate.FinishReason", "FINISH_REASON_UNSPECIFIED", "STOP", "MAX_TOKENS"),
    HARM_CATEGORY(
            "category",
            "HarmCategory",
            "HARM_CATEGORY_UNSPECIFIED",
            "HARM_CATEGORY_DEROGATORY",
            "HARM_CATEGORY_TOXICITY",
            "HARM_CATEGORY_VIOLENCE",
            "HARM_CATEGORY_SEXUAL",
            "HARM_CATEGORY_MEDICAL",
            "HARM_CATEGORY_DANGEROUS",
            "HARM_CATEGORY_HARASSMENT",
            "HARM_CATEGORY_HATE_SPEECH",
            "HARM_CATEGORY_SEXUALLY_EXPLICIT",
            "HARM_CATEGORY_DANGEROUS_CONTENT",
            "HARM_CATEGORY_CIVIC_INTEGRITY"),
    HARM_BLOCK_THRESHOLD(
            "threshold",
            "SafetySetting.HarmBlockThreshold",
            "HARM_BLOCK_THRESHOLD_UNSPECIFIED",
            "BLOCK_LOW_AND_ABOVE",
            "BLOCK_MEDIUM_AND_ABOVE",
            "BLOCK_ONLY_HIGH",
            "BLOCK_NONE",
            "OFF");

    private final String field;
    private final String type;
    private final List<String> names;

    WireEnum(String field, String type, String... names) {
        this.field = field;
        this.type = type;
        this.names = List.of(names);
    }

    /** Its name in the API, as error messages say it. */
    String type() {
        return "type.googleapis.com/google.ai.generativelanguage.v1beta." + type;
    }

    /** The name of a value that came by name or by number, if there is one; empty for 0. */
    Optional<String> named(JsonNode value) {
        var text = value.isString() || value.isIntegralNumber() ? value.asString() : "";
        for (int number = 0; number < names.size(); number++) {
            if (names.get(number).equals(text) || Integer.toString(number).equals(text)) {
                return Optional.of(number == 0 ? "" : names.get(number));
            }
        }
        return Optional.empty();
    }

    /** Puts numbers in the place of all enums' names in an answer. A turn's {@code role} is no enum and keeps its word. */
    static void numbers(JsonNode answer) {
        if (answer instanceof ArrayNode array) {
            array.forEach(WireEnum::numbers);
        } else if (answer instanceof ObjectNode object) {
            for (var property : List.copyOf(object.properties())) {
                var value = property.getValue();
                Arrays.stream(values())
                        .filter(one -> one.field.equals(property.getKey()) && value.isString())
                        .map(one -> one.names.indexOf(value.stringValue()))
                        .filter(number -> number >= 0)
                        .findFirst()
                        .ifPresent(number ->
                                object.set(property.getKey(), JsonNodeFactory.instance.numberNode(number.intValue())));
                numbers(value);
            }
        }
    }
}
