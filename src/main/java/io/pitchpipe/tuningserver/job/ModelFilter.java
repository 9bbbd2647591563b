package io.pitchpipe.tuningserver.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code filter} of tunedModels.list: words that display name or description must hold, and {@code owner:me}, {@code writers:me}, {@code readers:me},
 * {@code readers:everyone}. All of it must hold. Roles include each other, so an owner is among the writers and the readers.
 *
 * @param mine the role that must have been granted to the caller or its groups (READER also by its project); null where none is asked for
 * @param everyone whether everyone must have a role
 * @param words all must be found, in any case
 */
public record ModelFilter(@Nullable Role mine, boolean everyone, List<String> words) {

    /**
     * Reads a filter; empty means everything that was shared with the caller itself, and not what is everyone's.
     *
     * @throws Refusal if an operator is unknown
     */
    public static ModelFilter parse(String text) {
        Role mine = null;
        boolean everyone = false;
        var words = new ArrayList<String>();
        for (var term : text.strip().split("\\s+")) {
            switch (term) {
                case "" -> {}
                case "owner:me" -> mine = Role.OWNER;
                case "writers:me" -> mine = mine == Role.OWNER ? mine : Role.WRITER;
                case "readers:me" -> mine = mine == null ? Role.READER : mine;
                case "readers:everyone" -> everyone = true;
                default -> {
                    if (term.matches("[a-z]+:.*")) {
                        throw Refusal.invalid("filter", "The filter's operator \"" + term + "\" is not known.");
                    }
                    words.add(term.toLowerCase(Locale.ROOT));
                }
            }
        }
        return new ModelFilter(mine == null && !everyone ? Role.READER : mine, everyone, List.copyOf(words));
    }
}
