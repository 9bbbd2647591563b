package io.pitchpipe.tuningserver.api;

import io.pitchpipe.tuningserver.job.Refusal;
import java.util.HashSet;
import tools.jackson.databind.JsonNode;

/** The safety settings of a prompt. There is no filter here, so they are only held to the API's rules: one for a category, and each for a category. */
final class SafetySettings {

    private SafetySettings() {}

    /**
     * Checks them.
     *
     * @param settings as {@link RequestJson} read them, missing where there are none
     * @param at what stands before the field's name in error messages
     * @throws Refusal naming the first that is wrong
     */
    static void check(JsonNode settings, String at) {
        var seen = new HashSet<String>();
        for (int i = 0; i < settings.size(); i++) {
            var field = at + "safety_settings[" + i + "]";
            var category = settings.get(i).path("category").asString("");
            if (category.isEmpty()) {
                throw Refusal.invalid(field + ".category", field + " names no category.");
            }
            if (!seen.add(category)) {
                throw Refusal.invalid(
                        field, "Only one safety setting per category is allowed; " + category + " has several.");
            }
        }
    }
}
