package io.pitchpipe.portal.design;

import com.vaadin.flow.component.avatar.Avatar;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A person in a circle: at most two initials, each a whole character as people count them. The name stands beside it in words. */
public final class Face extends Avatar {

    private static final long serialVersionUID = 1L;

    /** Spaces, and the marks that only say in which direction a name is written. */
    private static final Pattern SPACES =
            Pattern.compile("[\\s\\p{Z}\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\uFEFF]+");

    /** What a reader takes for one character: an emoji of several code points, a letter with its marks. */
    private static final Pattern CHARACTER = Pattern.compile("\\X");

    public Face(String name) {
        super(name);
        setAbbreviation(initials(name));
        setTooltipEnabled(false);
        getElement().setAttribute("aria-hidden", "true");
        addClassName("pp-face");
    }

    /** The first letter of the first and of the last word that has one; a name without letters gives its first character. */
    static String initials(String name) {
        var words = SPACES.splitAsStream(name).filter(word -> !word.isEmpty()).toList();
        var letters = words.stream()
                .map(Face::letter)
                .filter(letter -> !letter.isEmpty())
                .toList();
        if (letters.isEmpty()) {
            return words.isEmpty() ? "" : characters(words.getFirst()).getFirst();
        }
        // Letters that join would look like a word of their own.
        return letters.size() == 1 || joins(letters.getFirst())
                ? letters.getFirst()
                : letters.getFirst() + letters.getLast();
    }

    private static String letter(String word) {
        return characters(word).stream()
                .filter(character -> Character.isLetterOrDigit(character.codePointAt(0)))
                .findFirst()
                .map(Face::upper)
                .orElse("");
    }

    /** The capital, unless it takes more room than the letter: ß stays ß. */
    private static String upper(String letter) {
        var upper = letter.toUpperCase(Locale.ROOT);
        return characters(upper).size() == 1 ? upper : letter;
    }

    private static boolean joins(String letter) {
        return switch (Character.UnicodeScript.of(letter.codePointAt(0))) {
            case ARABIC, SYRIAC, NKO, MONGOLIAN -> true;
            default -> false;
        };
    }

    static List<String> characters(String text) {
        return CHARACTER.matcher(text).results().map(MatchResult::group).toList();
    }
}
