package io.pitchpipe.portal.dataset;

import java.util.List;

/**
 * Which columns become the input and the output.
 *
 * @param inputs keys of columns; more than one are joined by an empty line, empty ones left out
 * @param output the key of a column
 */
public record ColumnMapping(List<String> inputs, String output) {

    public ColumnMapping {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("An input needs a column");
        }
        inputs = List.copyOf(inputs);
    }
}
