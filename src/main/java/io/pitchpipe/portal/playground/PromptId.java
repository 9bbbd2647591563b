package io.pitchpipe.portal.playground;

import java.util.UUID;

/** Identifies a prompt in the history. */
public record PromptId(UUID value) {

    public static PromptId random() {
        return new PromptId(UUID.randomUUID());
    }
}
