package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.internal.NameCue.Role;
import java.util.Set;

/** What stands between a cue and a name, or between two names: titles, "and", "Ihr". Of each word no more is read than the longest has. */
final class Courtesies {

    private static final Set<String> AND = Set.of("and", "und", "et", "y", "e", "&", "+");

    /** Behind "Dr": of which faculty. */
    private static final Set<String> FACULTIES =
            Set.of("med", "rer", "nat", "phil", "jur", "habil", "dent", "vet", "iur", "oec");

    /** "Ihr Max Mustermann" below a German letter. */
    private static final Set<String> YOURS = Set.of("Ihr", "Ihre", "Dein", "Deine", "Euer", "Eure");

    /** Titles in a row that are read. */
    private static final int MOST = 5;

    private Courtesies() {}

    /** Behind "Prof. Dr. ", "Mr. and Mrs. "; there if there is no title. */
    static int behindTitles(String text, int from) {
        var at = from;
        for (var titles = 0; titles < MOST; titles++) {
            var cue = NameCues.at(text, at);
            var end = cue != null && cue.title() ? cue.endIn(text, at) : facultyEnd(text, from, at);
            if (end < 0) {
                return at;
            }
            var stop = (cue == null || cue.role() != Role.TITLE) && text.startsWith(".", end) ? end + 1 : end;
            var next = NameReader.blanks(text, stop);
            if (next == end) {
                return at;
            }
            var joined = behindAnd(text, stop);
            var other = joined < 0 ? null : NameCues.at(text, joined);
            at = other != null && other.title() ? joined : next;
        }
        return at;
    }

    /** Where "med" in "Dr. med. " ends; -1 if there is none. */
    private static int facultyEnd(String text, int from, int at) {
        var end = shortWordEnd(text, at);
        return at > from && text.startsWith(".", end) && FACULTIES.contains(text.substring(at, end)) ? end : -1;
    }

    /** Behind " and " and its like; -1 if there is none. */
    static int behindAnd(String text, int from) {
        var start = NameReader.blanks(text, from);
        var end = shortWordEnd(text, start);
        var next = NameReader.blanks(text, end);
        return start > from && next > end && AND.contains(text.substring(start, end)) ? next : -1;
    }

    static int behindYours(String text, int from) {
        var end = shortWordEnd(text, from);
        var next = NameReader.blanks(text, end);
        return next > end && YOURS.contains(text.substring(from, end)) ? next : from;
    }

    /** Where the letters and signs end that begin there; no further than the words of the sets above are long. */
    private static int shortWordEnd(String text, int from) {
        var end = from;
        while (end < text.length()
                && end - from < 6
                && !Character.isWhitespace(text.charAt(end))
                && text.charAt(end) != '.') {
            end++;
        }
        return end;
    }
}
