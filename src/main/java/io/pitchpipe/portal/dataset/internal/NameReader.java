package io.pitchpipe.portal.dataset.internal;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a name where one is expected: up to four words with a capital, initials, and particles such as "van der" between them. A word that
 * {@link NotNames} knows, or another cue, ends it. Nothing is read twice but the word at which a name ends.
 */
final class NameReader {

    private static final int MOST_WORDS = 4;

    /** Letters of a word between hyphens; longer ones are German compounds. */
    static final int LONGEST = 16;

    /** Letters of the shortest word in capitals that is a name by itself: ANNA, not NASA's neighbours HR and IT. */
    private static final int CAPITALS = 4;

    /** What stands between the words of a name, in small letters. */
    private static final Set<String> PARTICLES = Set.of(
            "van", "von", "vom", "zu", "zur", "der", "den", "dem", "ten", "ter", "de", "du", "la", "le", "los", "las",
            "del", "da", "do", "dos", "das", "di", "della", "dalla", "degli", "el", "al", "bin", "ibn", "af", "av");

    /** With which of them a name begins behind a title: not "Herr der Ringe", not "Monsieur le Maire". */
    private static final Set<String> FIRST_PARTICLES =
            Set.of("van", "von", "zu", "de", "du", "da", "di", "del", "della", "dalla");

    /** With which capitalised ones it does anywhere. */
    private static final Set<String> CAPITAL_PARTICLES =
            Set.of("Van", "Von", "De", "Du", "Da", "Di", "Del", "Della", "Dalla", "La", "Le", "Dos", "El", "Al");

    /** Before another capital within a word: McDonald, DeVito. */
    private static final Set<String> PREFIXES =
            Set.of("Mc", "Mac", "De", "Di", "Du", "La", "Le", "Lo", "Van", "Von", "Fitz", "Del", "Da", "Dos", "St");

    /** A word with one of these behind it is part of an address, of a version, of a program. */
    private static final String NO_END_OF_NAME = "@_/\\+#=&~([{$%^";

    /**
     * A name.
     *
     * @param lastWord where the last word begins
     * @param beforeLast where the word before that ends
     * @param role the next word says what somebody is, as in "Anna Support"
     */
    record Name(int from, int to, int words, int lastWord, int beforeLast, boolean role) {}

    private NameReader() {}

    /**
     * The name that begins exactly there; null if there is none.
     *
     * @param titled a title with a capital is in front of it, so that it may begin with "von"
     */
    static @Nullable Name read(String text, int from, boolean titled) {
        var at = from;
        var to = from;
        var words = 0;
        var lastWord = from;
        var beforeLast = from;
        var whole = false;
        var role = false;
        while (words < MOST_WORDS) {
            var start = particles(text, at, words > 0 ? PARTICLES : titled ? FIRST_PARTICLES : Set.of());
            var end = word(text, start, words > 0);
            if (end < 0) {
                break;
            }
            var word = text.substring(start, end);
            role = NotNames.role(word);
            if (role
                    || NotNames.other(word)
                    || words > 0 && NameCues.at(text, start) != null
                    || onlyTitle(text, start)) {
                break;
            }
            whole |= word.charAt(word.length() - 1) != '.';
            words++;
            lastWord = start;
            beforeLast = to;
            to = end;
            at = word.charAt(word.length() - 1) == '.' && capital(text, end) ? end : blanks(text, end);
            if (at == end && word.charAt(word.length() - 1) != '.' || at > end + 2) {
                break;
            }
        }
        return whole ? new Name(from, to, words, lastWord, beforeLast, role) : null;
    }

    /** A title with nothing behind it that it is one of, as in "Herr Doktor, ich"; Don is a name as well. */
    private static boolean onlyTitle(String text, int at) {
        var cue = NameCues.at(text, at);
        return cue != null && cue.title() && !cue.phrase().equals("don");
    }

    /** Behind the particles that begin there; there if there are none. */
    private static int particles(String text, int from, Set<String> small) {
        var allowed = small;
        var at = from;
        while (true) {
            var end = at;
            while (end < text.length() && end - at < 6 && Character.isLetter(text.charAt(end))) {
                end++;
            }
            var word = text.substring(at, end);
            if (end + 1 < text.length() && apostrophe(text.charAt(end)) && (word.equals("d") || word.equals("l"))) {
                return end + 1;
            }
            if (!allowed.contains(word) && !CAPITAL_PARTICLES.contains(word)) {
                return at;
            }
            var next = blanks(text, end);
            if (next == end || next > end + 2) {
                return at;
            }
            at = next;
            allowed = PARTICLES;
        }
    }

    /** Where the word ends that begins with a capital, or the initial with its full stop; -1 if it can be no part of a name. */
    private static int word(String text, int from, boolean goesOn) {
        if (!capital(text, from)) {
            return -1;
        }
        var capitals = 1;
        var part = from;
        var at = from + 1;
        for (; at < text.length() && at - part <= LONGEST; at++) {
            var c = text.charAt(at);
            if (capital(text, at)) {
                // Within a word another capital is right only where all are, and behind a hyphen or a prefix.
                if (at > part && capitals < at - from && !PREFIXES.contains(text.substring(part, at))) {
                    return -1;
                }
                capitals++;
            } else if (joins(text, at)) {
                if (possessive(text, at)) {
                    return at;
                }
                if (!capital(text, at + 1) || !letter(text, at + 2)) {
                    return -1;
                }
                part = at + 1;
                capitals++;
            } else if (!Character.isLetter(c) && Character.getType(c) != Character.NON_SPACING_MARK) {
                break;
            }
        }
        var length = at - from;
        if (length == 1) {
            return at < text.length() && text.charAt(at) == '.' ? at + 1 : -1;
        }
        var shouted = capitals == length && length < (goesOn ? 2 : CAPITALS);
        return shouted || at - part > LONGEST || goesOnOtherwise(text, at) ? -1 : at;
    }

    /** A hyphen or an apostrophe with a letter behind it. */
    private static boolean joins(String text, int at) {
        var c = text.charAt(at);
        return (c == '-' || c == '‐' || c == '‑' || apostrophe(c)) && letter(text, at + 1);
    }

    private static boolean letter(String text, int at) {
        return at < text.length() && Character.isLetter(text.charAt(at));
    }

    private static boolean possessive(String text, int at) {
        return apostrophe(text.charAt(at))
                && text.charAt(at + 1) == 's'
                && (at + 2 == text.length() || !Character.isLetterOrDigit(text.charAt(at + 2)));
    }

    private static boolean goesOnOtherwise(String text, int at) {
        if (at == text.length()) {
            return false;
        }
        var c = text.charAt(at);
        var behind = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        return Character.isDigit(c)
                || NO_END_OF_NAME.indexOf(c) >= 0
                || (c == '.' || c == '-' || c == ':') && Character.isLetterOrDigit(behind);
    }

    static boolean apostrophe(char c) {
        return c == '\'' || c == '’';
    }

    static boolean capital(String text, int at) {
        return at < text.length() && (Character.isUpperCase(text.charAt(at)) || Character.isTitleCase(text.charAt(at)));
    }

    /** Behind the blanks that begin there, on the same line. */
    static int blanks(String text, int from) {
        var at = from;
        while (at < text.length() && blank(text.charAt(at))) {
            at++;
        }
        return at;
    }

    static boolean blank(char c) {
        return c == ' ' || c == '\u00a0' || c == '\t' || c == '\u202f';
    }
}
