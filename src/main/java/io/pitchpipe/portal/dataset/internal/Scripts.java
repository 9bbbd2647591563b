package io.pitchpipe.portal.dataset.internal;

import java.lang.Character.UnicodeScript;
import java.util.Optional;

/** In which script a text is mainly written; what can be said of its language without a model of it. */
final class Scripts {

    /** Code points that are looked at. */
    private static final int MOST = 400;

    private static final int LATIN = UnicodeScript.LATIN.ordinal();

    private Scripts() {}

    /** The script of most letters among the first 400 code points; empty if there are no letters. Japanese counts as Han. */
    static Optional<UnicodeScript> of(String text) {
        var counts = new int[UnicodeScript.values().length];
        var seen = 0;
        for (var at = 0; at < text.length() && seen < MOST; seen++) {
            var c = text.codePointAt(at);
            at += Character.charCount(c);
            if (c < 0x80) {
                // Asking for the script of each letter takes as long as all the rest of the check.
                counts[LATIN] += c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' ? 1 : 0;
            } else if (Character.isLetter(c)) {
                counts[family(UnicodeScript.of(c)).ordinal()]++;
            }
        }
        var most = 0;
        for (var script = 0; script < counts.length; script++) {
            most = counts[script] > counts[most] ? script : most;
        }
        return counts[most] == 0 ? Optional.empty() : Optional.of(UnicodeScript.values()[most]);
    }

    private static UnicodeScript family(UnicodeScript script) {
        return script == UnicodeScript.HIRAGANA || script == UnicodeScript.KATAKANA ? UnicodeScript.HAN : script;
    }

    /** The script's name for people, such as "Cyrillic". */
    static String name(UnicodeScript script) {
        var name = script.name();
        return name.charAt(0)
                + name.substring(1).toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
