package io.pitchpipe.portal.playground.ui;

import io.pitchpipe.portal.playground.ModelKey;

/**
 * A choice of a column's model picker.
 *
 * @param label its name and what it is; untrusted text
 * @param name its name alone
 * @param base the base model's key of a tuned model; empty if it is not offered by the backend
 */
record PromptModel(ModelKey key, String label, String name, String base) {

    boolean tuned() {
        return key instanceof ModelKey.Tuned;
    }
}
