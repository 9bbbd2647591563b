package io.pitchpipe.portal.dataset.internal;

import java.nio.charset.StandardCharsets;

/**
 * Text without what does not matter when rows are compared: lower case, blanks of any length as one space, punctuation left out unless
 * it stands between letters or digits. Signs that carry meaning stay: {@code -3} is not {@code 3}, nor is {@code 1,001} {@code 1001}.
 * An instance holds one text at a time, so that a row after the other can be looked at without new arrays.
 */
final class Normal {

    private static final String PUNCTUATION = ".,;:!?\"'()[]{}…“”‘’«»¿¡";

    /** No character of a text: NUL is in no row. */
    private static final char MARK = 0;

    /** What becomes of each character: a blank a space, punctuation a {@link #MARK}, another its lower case. */
    private static final char[] PLAIN = new char[1 << 16];

    static {
        for (var c = 0; c < PLAIN.length; c++) {
            PLAIN[c] = Utf8.blank(c) ? ' ' : Character.toLowerCase((char) c);
        }
        for (var mark : PUNCTUATION.toCharArray()) {
            PLAIN[mark] = MARK;
        }
    }

    private char[] chars = new char[256];
    private int length;

    /** Holds another text from now on. */
    void set(String text) {
        if (chars.length < text.length()) {
            chars = new char[Math.max(text.length(), chars.length * 2)];
        }
        text.getChars(0, text.length(), chars, 0);
        length = shorten(chars, text.length());
        if (length == 0) {
            // Of ":)" nothing would be left, and it would be the same as ":(".
            var stripped = text.strip();
            length = stripped.length();
            stripped.getChars(0, length, chars, 0);
        }
    }

    int length() {
        return length;
    }

    char charAt(int at) {
        return chars[at];
    }

    /** The array that holds the text up to {@link #length}; for reading only, and until the next {@link #set}. */
    char[] chars() {
        return chars;
    }

    /** A 64-bit hash of the text held; another one than {@link #hash(String)} makes. */
    long hash() {
        return Hash.of(chars, length);
    }

    /** Writes what is left of the text over it. @return its length */
    private static int shorten(char[] text, int from) {
        var end = 0;
        var last = ' ';
        var before = ' ';
        for (var at = 0; at < from; at++) {
            var c = text[at];
            var plain = PLAIN[c];
            if (plain == MARK) {
                if (!between(before, text, at, from)) {
                    before = c;
                    continue;
                }
                plain = c;
            }
            text[end] = plain;
            // Without a branch, for where words end nobody can foresee.
            end += (plain ^ ' ' | last ^ ' ') == 0 ? 0 : 1;
            last = plain;
            before = c;
        }
        return end > 0 && last == ' ' ? end - 1 : end;
    }

    private static boolean between(char before, char[] text, int at, int length) {
        return at + 1 < length && Character.isLetterOrDigit(before) && Character.isLetterOrDigit(text[at + 1]);
    }

    static String of(String text) {
        var normal = new Normal();
        normal.set(text);
        return new String(normal.chars, 0, normal.length);
    }

    /** A 64-bit hash of the text as it is compared; splits are stored by it, so it never changes. */
    static long hash(String text) {
        return hashOf(of(text));
    }

    /** A 64-bit hash of a text that is compared as it is. */
    static long hashOf(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return Hash.of(bytes, 0, bytes.length);
    }
}
