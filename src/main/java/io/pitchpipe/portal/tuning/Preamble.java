package io.pitchpipe.portal.tuning;

import io.pitchpipe.portal.dataset.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How what somebody asks becomes the prompt of a model: the words that stand before every input, in its training and in each prompt alike, or the model is asked
 * something it never learned; and the template that puts an input together from several columns, for a model whose examples were made by one. This is the one
 * place where prompts are built.
 *
 * @param text at most {@value #MAX_CHARACTERS} characters (code points); empty for none
 * @param template of the examples' inputs; already applied in examples, so {@link #applyTo} leaves it alone
 */
public record Preamble(String text, Optional<Template> template) {

    /** Ours: leaves room for the input within the API's 40,000. */
    public static final int MAX_CHARACTERS = 4_000;

    public static final Preamble NONE = new Preamble("");

    /** @throws IllegalArgumentException if it is too long */
    public Preamble {
        text = text.strip();
        if (text.codePointCount(0, text.length()) > MAX_CHARACTERS) {
            throw new IllegalArgumentException("A preamble has at most " + MAX_CHARACTERS + " characters");
        }
    }

    /** Words before inputs that are asked as they are typed. */
    public Preamble(String text) {
        this(text, Optional.empty());
    }

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** What the model is given for {@code input}: the preamble, an empty line, the input; without a preamble the input alone. */
    public String applyTo(String input) {
        return text.isEmpty() ? input : text + "\n\n" + input;
    }

    /** Characters (code points) that it adds to each input. */
    public int added() {
        return text.isEmpty() ? 0 : text.codePointCount(0, text.length()) + 2;
    }

    /** The template as it was written; empty if inputs are typed as a whole. */
    public String templateText() {
        return template.map(Template::text).orElse("");
    }

    /** Names of the template's columns as often as they stand in it; see {@link Template.Pieces}. */
    public List<String> names() {
        return template.map(shown -> shown.pieces().names()).orElse(List.of());
    }

    /** What stands between the {@link #names}; see {@link Template.Pieces}. */
    public List<String> literals() {
        return template.map(shown -> shown.pieces().literals()).orElse(List.of());
    }

    /** The columns an input is put together from, each once; empty if it is typed as a whole. */
    public List<String> columns() {
        return template.map(Template::columns).orElse(List.of());
    }

    /**
     * The input for values of the {@link #columns}, as it was in the examples; empty if all of them are.
     *
     * @throws IllegalStateException if inputs are typed as a whole
     */
    public String fill(Map<String, String> values) {
        return template.orElseThrow(() -> new IllegalStateException("There is no template"))
                .fill(values);
    }
}
