package io.pitchpipe.portal.dataset.internal;

import java.util.regex.Pattern;

/** Words such as "Question:" in front of a text, and words that stand where a text is missing. */
final class Labels {

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
        var label = LABEL.matcher(text);
        return label.find() ? label.end() : 0;
    }

    /** Whether the text stands for one that is missing: punctuation alone, or a word such as "null". */
    static boolean placeholder(String text) {
        var stripped = text.strip();
        return stripped.length() <= 200 && PLACEHOLDER.matcher(stripped).matches();
    }
}
