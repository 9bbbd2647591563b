package io.pitchpipe.portal.dataset;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which columns become the input and the output.
 *
 * @param inputs keys of columns; without a template more than one are joined by an empty line, empty ones left out; with one, a key for
 *     each of its {@linkplain Template.Pieces#names names}
 * @param output the key of a column
 * @param template how the inputs are put together, if not one below the other
 * @param split the column that says which rows are held out, if there is one
 */
public record ColumnMapping(
        List<String> inputs,
        String output,
        @Nullable Template template,
        @Nullable SplitColumn split) {

    public ColumnMapping {
        if (inputs.isEmpty()) {
            throw new IllegalArgumentException("An input needs a column");
        }
        if (template != null && template.pieces().names().size() != inputs.size()) {
            throw new IllegalArgumentException("A template needs a column for each of its names");
        }
        inputs = List.copyOf(inputs);
    }

    /** Columns one below the other, and no word on what is held out. */
    public ColumnMapping(List<String> inputs, String output) {
        this(inputs, output, null, null);
    }

    public ColumnMapping withTemplate(Template other) {
        return new ColumnMapping(inputs, output, other, split);
    }

    public ColumnMapping withSplit(SplitColumn other) {
        return new ColumnMapping(inputs, output, template, other);
    }

    /** The input of a row whose {@link #inputs} these are. */
    public String join(List<String> values) {
        return template == null
                ? values.stream().filter(text -> !text.isEmpty()).collect(Collectors.joining("\n\n"))
                : template.pieces().join(values);
    }
}
