package io.pitchpipe.tuningserver.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The {@code filter} of tunedModels.list: words that display name or description must hold, and {@code owner:me}, {@code writers:me}, {@code readers:me},
 * {@code readers:everyone}; in quotation marks, an operator or a phrase. All of it must hold. Roles include each other, so an owner is among the writers and the readers.
 *
 * @param mine the role that must have been granted to the caller or its groups (READER also by its project); null where none is asked for
 * @param everyone whether everyone must have a role
 * @param words all must be found, in any case
 */
public record ModelFilter(@Nullable Role mine, boolean everyone, List<String> words) {

    private static final Pattern OPERATOR = Pattern.compile("[a-z]+:.*", Pattern.DOTALL);

    /** A word, or what stands in quotation marks. */
    private record Term(String text, boolean quoted) {}

    private static List<Term> terms(String text) {
        var terms = new ArrayList<Term>();
        for (int at = 0; at < text.length(); ) {
            char first = text.charAt(at);
            int end;
            if (Character.isWhitespace(first)) {
                end = at;
            } else if (first == '"') {
                end = text.indexOf(first, at + 1);
                if (end < 0) {
                    throw Refusal.invalid("filter", "The filter has a quotation mark that is not closed.");
                }
                terms.add(new Term(text.substring(at + 1, end).strip(), true));
            } else {
                end = at;
                while (end + 1 < text.length() && !Character.isWhitespace(text.charAt(end + 1))) {
                    end++;
                }
                terms.add(new Term(text.substring(at, end + 1), false));
            }
            at = end + 1;
        }
        return terms;
    }

    /**
     * Reads a filter; empty means everything that was shared with the caller itself, and not what is everyone's.
     *
     * @throws Refusal if an operator is unknown
     */
    public static ModelFilter parse(String text) {
        Role mine = null;
        boolean everyone = false;
        var words = new ArrayList<String>();
        for (var term : terms(text)) {
            switch (term.text()) {
                case "" -> {}
                case "owner:me" -> mine = Role.OWNER;
                case "writers:me" -> mine = mine == Role.OWNER ? mine : Role.WRITER;
                case "readers:me" -> mine = mine == null ? Role.READER : mine;
                case "readers:everyone" -> everyone = true;
                default -> {
                    if (!term.quoted() && OPERATOR.matcher(term.text()).matches()) {
                        throw Refusal.invalid("filter", "The filter's operator \"" + term.text() + "\" is not known.");
                    }
                    words.add(term.text().toLowerCase(Locale.ROOT));
                }
            }
        }
        return new ModelFilter(mine == null && !everyone ? Role.READER : mine, everyone, List.copyOf(words));
    }
}
