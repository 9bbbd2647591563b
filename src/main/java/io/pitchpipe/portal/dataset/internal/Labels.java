package io.pitchpipe.portal.dataset.internal;

import java.util.regex.Pattern;

/** Words such as "Question:" in front of a text, and words that stand where a text is missing. */
final class Labels {

    /** Letters of the longest label, "instruction". */
    private static final int LONGEST = 11;

    private static final Pattern LABEL = Pattern.compile(
            "^\\s*(?:question|q|input|prompt|user|human|customer|instruction|answer|a|output|completion|assistant|response|reply|ai|bot)"
                    + "\\s*:\\s*",
            Pattern.CASE_INSENSITIVE);

    /** What exports of spreadsheets and data frames write where there is nothing, and what people write who come back later. */
    private static final Pattern PLACEHOLDER = Pattern.compile(
            "(?:null|nan|n/a|#n/a|undefined|tbd|todo|fixme|xxx+|lorem ipsum.*|[\\p{Punct}…–—]+)",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private Labels() {}

    /** The length of the label in front of the text, with the blanks around it; 0 if there is none. */
    static int length(String text) {
        if (!startsWithWordAndColon(text)) {
            return 0;
        }
        var label = LABEL.matcher(text);
        return label.find() ? label.end() : 0;
    }

    /** What every label is, and next to no other text: told without the pattern, which takes longer than all else that is looked for. */
    private static boolean startsWithWordAndColon(String text) {
        var at = blanks(text, 0);
        var word = at;
        while (at < text.length() && at - word <= LONGEST && Character.isLetter(text.charAt(at))) {
            at++;
        }
        at = blanks(text, at);
        return at < text.length() && text.charAt(at) == ':';
    }

    private static int blanks(String text, int from) {
        var at = from;
        while (at < text.length() && text.charAt(at) <= ' ') {
            at++;
        }
        return at;
    }

    /** Whether the text stands for one that is missing: punctuation alone, or a word such as "null". */
    static boolean placeholder(String text) {
        var stripped = text.strip();
        return !stripped.isEmpty()
                && stripped.length() <= 200
                && beginsLikePlaceholder(stripped.charAt(0))
                && PLACEHOLDER.matcher(stripped).matches();
    }

    private static boolean beginsLikePlaceholder(char first) {
        return !Character.isLetterOrDigit(first) || "nutfxlNUTFXL".indexOf(first) >= 0 || first >= 128;
    }
}
