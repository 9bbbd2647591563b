package io.pitchpipe.portal.playground;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a person has on the playground of a team.
 *
 * @param prompt as far as it is typed; untrusted text, like the fields
 * @param fields what is typed for each column of the input, in their order; empty where the input is one text
 * @param advanced whether the advanced settings are open
 * @param panel whether settings and history are shown
 * @param columns the models side by side
 */
public record PlaygroundDraft(
        String prompt,
        Map<String, String> fields,
        PromptSettings settings,
        boolean advanced,
        boolean panel,
        List<Column> columns) {

    public PlaygroundDraft {
        // Keeps the order, unlike Map.copyOf.
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        columns = List.copyOf(columns);
    }

    /**
     * @param modelKey of the model chosen, if one is
     * @param shown the answer shown
     */
    public record Column(Optional<String> modelKey, Optional<Shown> shown) {}

    /**
     * An answer of the history, which may not be there: it is still being generated, or was cleared.
     *
     * @param ordinal the column's place when it was asked
     */
    public record Shown(PromptId prompt, int ordinal) {}
}
