package io.pitchpipe.portal.dataset.internal;

/**
 * Text without what does not matter when rows are compared: lower case, blanks of any length as one space, punctuation left out unless
 * it stands between letters or digits. Signs that carry meaning stay: {@code -3} is not {@code 3}, nor is {@code 1,001} {@code 1001}.
 */
final class Normal {

    private static final String PUNCTUATION = ".,;:!?\"'()[]{}…“”‘’«»¿¡";

    /** Of ASCII letters and digits, which are most of a text: what becomes of them; 0 for all others. */
    private static final char[] PLAIN = new char[128];

    static {
        for (char c = '0'; c <= 'z'; c++) {
            PLAIN[c] = Character.isLetterOrDigit(c) ? Character.toLowerCase(c) : 0;
        }
    }

    private Normal() {}

    static String of(String text) {
        var normal = new StringBuilder(text.length());
        for (var at = 0; at < text.length(); at++) {
            var c = text.charAt(at);
            if (c < PLAIN.length && PLAIN[c] != 0) {
                normal.append(PLAIN[c]);
            } else if (Utf8.blank(c)) {
                if (!normal.isEmpty() && normal.charAt(normal.length() - 1) != ' ') {
                    normal.append(' ');
                }
            } else if (PUNCTUATION.indexOf(c) < 0 || between(text, at)) {
                normal.append(Character.toLowerCase(c));
            }
        }
        var length = normal.length();
        if (length > 0 && normal.charAt(length - 1) == ' ') {
            normal.setLength(length - 1);
        }
        // Of ":)" nothing would be left, and it would be the same as ":(".
        return normal.isEmpty() ? text.strip() : normal.toString();
    }

    private static boolean between(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && Character.isLetterOrDigit(text.charAt(at - 1))
                && Character.isLetterOrDigit(text.charAt(at + 1));
    }

    /** A 64-bit hash of the text as it is compared. */
    static long hash(String text) {
        return hashOf(of(text));
    }

    /** A 64-bit hash of a text that is compared as it is. */
    static long hashOf(String text) {
        var bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
        return Hash.of(bytes, 0, bytes.length);
    }
}
