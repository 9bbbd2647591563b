package io.pitchpipe.tuningserver.job;

import io.pitchpipe.tuningserver.lm.BaseModelInfo;

/**
 * A base model as callers see it.
 *
 * @param name {@code models/…}
 * @param displayName name for people; a demo says so
 * @param description words for people: what it is, its licence, what to know
 * @param version of its weights
 * @param inputTokenLimit most tokens of a prompt
 * @param outputTokenLimit most tokens of an answer
 * @param temperature default of its answers
 * @param topP default of its answers
 * @param topK default of its answers
 * @param maxTemperature highest that a request may ask for
 * @param demo whether it is the bundled demo
 * @param exampleTokenLimit most tokens of an example to train on; where it is less than {@code inputTokenLimit}, the description says why
 */
public record BaseModel(
        String name,
        String displayName,
        String description,
        String version,
        int inputTokenLimit,
        int outputTokenLimit,
        float temperature,
        float topP,
        int topK,
        float maxTemperature,
        boolean demo,
        int exampleTokenLimit) {

    static BaseModel of(BaseModelInfo info) {
        var words = new StringBuilder(info.description());
        if (!info.notes().isEmpty()) {
            words.append(' ').append(info.notes());
        }
        if (!info.chats().isEmpty()) {
            words.append(' ').append(info.chats());
        }
        if (!info.exampleLimit().why().isEmpty()) {
            words.append(' ').append(info.exampleLimit().why());
        }
        words.append(" Licence: ").append(info.licence()).append('.');
        return new BaseModel(
                info.name(),
                info.displayName(),
                words.toString(),
                info.version(),
                info.inputTokenLimit(),
                info.outputTokenLimit(),
                (float) info.temperature(),
                (float) info.topP(),
                info.topK(),
                (float) info.maxTemperature(),
                info.demo(),
                info.exampleLimit().tokens());
    }
}
