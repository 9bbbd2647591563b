package io.pitchpipe.tuningserver.job;

import java.util.ArrayList;
import java.util.List;

/**
 * The {@code filter} of tunedModels.list: words that display name or description must hold, and {@code owner:me}, {@code writers:me}, {@code readers:me},
 * {@code readers:everyone}.
 *
 * @param own whether the caller's own models are wanted
 * @param shared whether models shared with the caller are wanted
 * @param words all must be found
 */
public record ModelFilter(boolean own, boolean shared, List<String> words) {

    /**
     * Reads a filter; empty means everything that the caller may see.
     *
     * @throws Refusal if an operator is unknown
     */
    public static ModelFilter parse(String text) {
        boolean own = true;
        boolean shared = true;
        var words = new ArrayList<String>();
        for (var term : text.strip().split("\\s+")) {
            switch (term) {
                case "" -> {}
                case "owner:me", "writers:me" -> shared = false;
                case "readers:me" -> {}
                // Nothing is public on this server: sharing names projects.
                case "readers:everyone" -> {
                    own = false;
                    shared = false;
                }
                default -> {
                    if (term.matches("[a-z]+:.*")) {
                        throw Refusal.invalid("filter", "The filter's operator \"" + term + "\" is not known.");
                    }
                    words.add(term);
                }
            }
        }
        return new ModelFilter(own, shared, List.copyOf(words));
    }
}
