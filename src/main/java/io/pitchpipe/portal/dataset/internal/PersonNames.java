package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.internal.NameCue.Role;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds what could be names of persons, by the words around them: salutations, titles, introductions, closings, labelled fields. There is
 * no list of names. It is a hint: a name without such words is not found, and a thing with such words is. Scripts without capitals, such
 * as Chinese or Arabic, are not looked at.
 *
 * <p>The time is linear in the length of the text: words are read once, and what is looked at around a cue is a few words or one run of
 * blanks.
 */
final class PersonNames {

    /** Where a name is. */
    record Span(int from, int to) {}

    /** Names joined by "and" that are read from one cue. */
    private static final int MOST = 5;

    private static final String BEFORE_CLOSING = ".!?…:\"'“”„«»‘’*>|)]}";
    private static final String BEFORE_SENTENCE = BEFORE_CLOSING + "¡([{-–—•";
    private static final String BEFORE_FIELD = BEFORE_SENTENCE + ",;";
    private static final String AFTER_GREETED = ",!.:;?)\"“”«»–—-*…";
    private static final String AFTER_SIGNED = "|(\"”»*<)";
    private static final String AFTER_FIELD = ",;|()[]{}\"”'’*<\t/–—-";
    private static final String AROUND_LABEL = "\"'*_`";

    private final String text;
    private final List<Span> found = new ArrayList<>();

    private PersonNames(String text) {
        this.text = text;
    }

    /** What could be names, in the order of the text; no two overlap. */
    static List<Span> find(String text) {
        var names = new PersonNames(text);
        names.look();
        return names.found;
    }

    private void look() {
        var at = 0;
        while (at < text.length()) {
            if (!letter(text.charAt(at))) {
                at++;
                continue;
            }
            var cue = NameCues.at(text, at);
            var part = cue != null && at > 0 && "_@#/\\".indexOf(text.charAt(at - 1)) >= 0;
            var next = cue == null || part ? -1 : behind(cue, at);
            if (next > at) {
                at = next;
            } else {
                while (at < text.length() && (letter(text.charAt(at)) || Character.isDigit(text.charAt(at)))) {
                    at++;
                }
            }
        }
    }

    /** Every character is asked this once: ASCII is told without a table. */
    private static boolean letter(char c) {
        return c < 0x80 ? (c | 0x20) >= 'a' && (c | 0x20) <= 'z' : Character.isLetter(c);
    }

    /** Behind the names that the cue led to, which are noted; -1 if it led to none. */
    private int behind(NameCue cue, int at) {
        var end = cue.endIn(text, at);
        return switch (cue.role()) {
            case GREETING -> begins(at, BEFORE_SENTENCE) ? greeted(end) : -1;
            case TITLE, SHORT_TITLE ->
                at > 0 && ".-'’".indexOf(text.charAt(at - 1)) >= 0 || middleInitial(cue, at) ? -1 : titled(at);
            case INTRODUCTION -> introduced(end);
            case CLOSING, SHORT_CLOSING -> begins(at, BEFORE_CLOSING) ? signed(end, cue.role() == Role.CLOSING) : -1;
            case LABEL, WIDE_LABEL -> begins(at, BEFORE_FIELD) ? labelled(end, cue.role() == Role.WIDE_LABEL) : -1;
            case MAIL_HEADER -> begins(at, ">*") ? header(end) : -1;
            case NO_CUE -> end;
        };
    }

    /** Whether a line begins there, or what stands before it is one of these, and does not make one word of both. */
    private boolean begins(int at, String before) {
        var previous = at - 1;
        while (previous >= 0 && NameReader.blank(text.charAt(previous))) {
            previous--;
        }
        var hyphen = previous > 0
                && previous == at - 1
                && text.charAt(previous) == '-'
                && Character.isLetterOrDigit(text.charAt(previous - 1));
        return !hyphen && (previous < 0 || lineEnd(previous) || before.indexOf(text.charAt(previous)) >= 0);
    }

    private int greeted(int from) {
        var start = NameReader.blanks(text, from);
        var before = found.size();
        var end = start == from ? -1 : names(start);
        var after = end < 0 ? -1 : NameReader.blanks(text, end);
        // "Lieber Regen, als gar kein Wetter": rather.
        var ended = end >= 0
                && (lineEnd(after) || AFTER_GREETED.indexOf(text.charAt(after)) >= 0)
                && !text.startsWith(", als ", after);
        return ended ? end : forget(before);
    }

    private int titled(int from) {
        var start = Courtesies.behindTitles(text, from);
        var name = start == from ? null : NameReader.read(text, start, NameReader.capital(text, from));
        // MR BROOKS, but not MS Windows.
        if (name == null || shouted(from, start) && !shouted(name.from(), name.to())) {
            return -1;
        }
        return note(name.from(), name.to());
    }

    /** Whether there are two capitals and nothing in small letters. */
    private boolean shouted(int from, int to) {
        var capitals = 0;
        for (var at = from; at < to; at++) {
            if (Character.isLowerCase(text.charAt(at))) {
                return false;
            }
            capitals += NameReader.capital(text, at) ? 1 : 0;
        }
        return capitals > 1;
    }

    /** Whether the M. there belongs to the name before it, as in "Emile M. Cioran", and stands for no Monsieur. */
    private boolean middleInitial(NameCue cue, int from) {
        var at = from - 1;
        if (!cue.phrase().equals("M.") || at < 1 || text.charAt(at) != ' ') {
            return false;
        }
        for (at--; at >= 0 && from - at < NameReader.LONGEST && Character.isLetter(text.charAt(at)); at--) {
            if (NameReader.capital(text, at)) {
                return true;
            }
        }
        return at >= 0 && text.charAt(at) == '.';
    }

    private int introduced(int from) {
        var start = NameReader.blanks(text, from);
        if (start == from) {
            return -1;
        }
        var quoted = start < text.length() && "\"“„'‘".indexOf(text.charAt(start)) >= 0;
        var name = name(quoted ? start + 1 : start);
        return name == null ? -1 : note(name.from(), name.to());
    }

    /** @param alone the closing is one even if no comma follows it on its line */
    private int signed(int from, boolean alone) {
        var at = NameReader.blanks(text, from);
        var mark = at < text.length() && ",.!:;–-".indexOf(text.charAt(at)) >= 0 ? text.charAt(at++) : ' ';
        at = NameReader.blanks(text, at);
        var line = lineEnd(at);
        while (at < text.length() && (lineEnd(at) || NameReader.blank(text.charAt(at)))) {
            at++;
        }
        if (at == from || !line && mark != ',' && !(alone && " –-".indexOf(mark) >= 0)) {
            return -1;
        }
        if (at < text.length() && "-–—~".indexOf(text.charAt(at)) >= 0) {
            at = NameReader.blanks(text, at + 1);
        }
        var before = found.size();
        var end = names(Courtesies.behindYours(text, at));
        return end >= 0 && (endsLine(end) || line && text.startsWith(",", end)) ? end : forget(before);
    }

    private boolean endsLine(int from) {
        var at = NameReader.blanks(text, from);
        if (at < text.length() && ".!".indexOf(text.charAt(at)) >= 0) {
            return lineEnd(NameReader.blanks(text, at + 1));
        }
        return lineEnd(at) || AFTER_SIGNED.indexOf(text.charAt(at)) >= 0;
    }

    private int labelled(int from, boolean wide) {
        var colon = behindMarks(from);
        if (colon == text.length() || text.charAt(colon) != ':' && text.charAt(colon) != '：') {
            return -1;
        }
        var start = behindMarks(colon + 1);
        var name = name(start);
        if (name == null || name.role()) {
            return -1;
        }
        var after = NameReader.blanks(text, name.to());
        // "Name: Ada Lovelace Age: 36": the next label is no part of the name.
        var next = after < text.length() && text.charAt(after) == ':';
        var words = next ? name.words() - 1 : name.words();
        var enough = words >= (wide && name.from() == start ? 2 : 1);
        var ended =
                next || lineEnd(after) || after > name.to() + 1 || text.charAt(name.to()) == '\t' || endsField(after);
        return enough && ended ? note(name.from(), next ? name.beforeLast() : name.to()) : -1;
    }

    private boolean endsField(int at) {
        var c = text.charAt(at);
        return AFTER_FIELD.indexOf(c) >= 0
                || c == '.' && (at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1)));
    }

    private int behindMarks(int from) {
        var at = NameReader.blanks(text, from);
        while (at < text.length() && AROUND_LABEL.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return NameReader.blanks(text, at);
    }

    private int header(int from) {
        var start = behindMarks(from);
        var name = name(start);
        if (name == null || name.role()) {
            return -1;
        }
        var after = behindMarks(name.to());
        return after < text.length() && text.charAt(after) == '<' ? note(name.from(), name.to()) : -1;
    }

    /** The name there, with or without titles in front of it. */
    private NameReader.@Nullable Name name(int from) {
        var start = Courtesies.behindTitles(text, from);
        return NameReader.read(text, start, start > from);
    }

    /** Behind names joined by "and", each with or without titles, which are noted; -1 if there are none. */
    private int names(int from) {
        var end = -1;
        var at = from;
        for (var many = 0; many < MOST; many++) {
            var name = name(at);
            if (name == null || name.role()) {
                return end < 0 || name != null ? -1 : end;
            }
            end = note(name.from(), name.to());
            var next = Courtesies.behindAnd(text, end);
            if (next < 0) {
                return end;
            }
            at = next;
        }
        return end;
    }

    private int note(int from, int to) {
        found.add(new Span(from, to));
        return to;
    }

    private int forget(int before) {
        found.subList(before, found.size()).clear();
        return -1;
    }

    /** Whether the text or a line ends there. */
    private boolean lineEnd(int at) {
        return at == text.length() || text.charAt(at) == '\n' || text.charAt(at) == '\r';
    }
}
