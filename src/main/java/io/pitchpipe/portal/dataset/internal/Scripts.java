package io.pitchpipe.portal.dataset.internal;

import java.lang.Character.UnicodeScript;
import java.util.Optional;

/** In which script a text is mainly written; what can be said of its language without a model of it. */
final class Scripts {

    /** Code points that are looked at. */
    private static final int MOST = 400;

    private static final UnicodeScript[] SCRIPTS = UnicodeScript.values();
    private static final Optional<UnicodeScript> LATIN = Optional.of(UnicodeScript.LATIN);

    /** What {@link #look} says of a Latin letter. */
    private static final int LATIN_LETTER = UnicodeScript.LATIN.ordinal() + 1;

    /** Of each character that was met, 1 + what {@link #look} said: asking for the script of each takes as long as all the rest of the check. */
    private static final short[] LOOKED_UP = new short[1 << 16];

    private Scripts() {}

    /** The script of most letters among the first 400 code points; empty if there are no letters. Japanese counts as Han. */
    static Optional<UnicodeScript> of(String text) {
        var latin = 0;
        var seen = 0;
        var at = 0;
        for (; at < text.length() && seen < MOST; at++, seen++) {
            var c = text.charAt(at);
            if (c < 0x80) {
                var letter = c | 0x20;
                latin += letter >= 'a' && letter <= 'z' ? 1 : 0;
                continue;
            }
            var said = Character.isSurrogate(c) ? -1 : lookUp(c);
            if (said == LATIN_LETTER) {
                latin++;
            } else if (said != 0) {
                break;
            }
        }
        if (at == text.length() || seen == MOST) {
            return latin == 0 ? Optional.empty() : LATIN;
        }
        return ofMany(text, at, seen, latin);
    }

    /** Goes on where the first character is that is a letter of another script, or perhaps one. */
    private static Optional<UnicodeScript> ofMany(String text, int from, int before, int latin) {
        var counts = new int[SCRIPTS.length + 1];
        counts[LATIN_LETTER] = latin;
        var seen = before;
        for (var at = from; at < text.length() && seen < MOST; seen++) {
            var c = text.charAt(at);
            if (Character.isHighSurrogate(c)) {
                var whole = text.codePointAt(at);
                counts[look(whole)]++;
                at += Character.charCount(whole);
            } else {
                counts[lookUp(c)]++;
                at++;
            }
        }
        counts[0] = 0;
        var most = 0;
        for (var script = 0; script < counts.length; script++) {
            most = counts[script] > counts[most] ? script : most;
        }
        return most == 0 ? Optional.empty() : Optional.of(SCRIPTS[most - 1]);
    }

    /** What {@link #look} says of a character that is no half of a pair. */
    private static int lookUp(char c) {
        var known = LOOKED_UP[c];
        if (known == 0) {
            known = (short) (look(c) + 1);
            LOOKED_UP[c] = known;
        }
        return known - 1;
    }

    /** 1 + the ordinal of a letter's script; 0 for what is no letter. */
    private static int look(int c) {
        return Character.isLetter(c) ? family(UnicodeScript.of(c)).ordinal() + 1 : 0;
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
