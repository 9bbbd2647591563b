package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A turn.
 *
 * @param parts its pieces
 * @param role {@code user} or {@code model}; absent means the user's
 */
@JsonPropertyOrder({"parts", "role"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Content(@Nullable List<Part> parts, @Nullable String role) {

    /** A turn of text. */
    public static Content of(@Nullable String role, String text) {
        return new Content(List.of(new Part(text)), role);
    }

    /** The text of all parts, put together. */
    public String text() {
        var text = new StringBuilder();
        if (parts != null) {
            for (var part : parts) {
                if (part.text() != null) {
                    text.append(part.text());
                }
            }
        }
        return text.toString();
    }
}
