package io.pitchpipe.tuningserver.lm;

/**
 * What is known of a base model without loading its weights.
 *
 * @param name resource name, {@code models/…}, unique in a catalog
 * @param displayName name for people; a demo base says so in it
 * @param description one or two sentences for people
 * @param version version of the weights as their maker calls it
 * @param inputTokenLimit most tokens that a prompt may have, the chat template's included
 * @param outputTokenLimit most tokens of one answer
 * @param temperature default sampling temperature, 0 to {@code maxTemperature}
 * @param topP default nucleus size, above 0 to 1
 * @param topK default number of candidates, 1 or more
 * @param maxTemperature highest temperature that a request may ask for
 * @param parameterCount number of weights
 * @param demo whether this is the bundled demo base, which must be labelled as such wherever it is named
 * @param licence SPDX id or the words of the model's own metadata; "unknown" when the files say nothing
 * @param learningRateScale the user's learning rate times this is what the optimiser sees (see docs/engine.md)
 * @param chats how chats are written for it, a sentence for people; may be empty
 * @param notes what a user should know before choosing this base; may be empty
 * @param exampleLimit how long an example to train on may be
 */
public record BaseModelInfo(
        String name,
        String displayName,
        String description,
        String version,
        int inputTokenLimit,
        int outputTokenLimit,
        double temperature,
        double topP,
        int topK,
        double maxTemperature,
        long parameterCount,
        boolean demo,
        String licence,
        double learningRateScale,
        String chats,
        String notes,
        ExampleLimit exampleLimit) {

    public BaseModelInfo {
        if (!name.startsWith("models/") || name.length() == "models/".length()) {
            throw new IllegalArgumentException("A base model is named models/…, not " + name);
        }
        if (inputTokenLimit < 1 || outputTokenLimit < 1 || topK < 1 || !(learningRateScale > 0)) {
            throw new IllegalArgumentException(
                    "Limits, topK and the learning-rate scale of " + name + " must be positive");
        }
    }
}
