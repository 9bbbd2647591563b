package io.pitchpipe.portal.dataset.internal;

import java.util.List;

/**
 * Words that a name often follows.
 *
 * @param phrase in lower case with single spaces, but for a first letter that has to be a capital; apostrophes straight
 */
record NameCue(Role role, String phrase) {

    /** What the words are, and by that where they have to stand and what has to follow the name. */
    enum Role {
        /** "Dear", "Hola": where a sentence begins; behind the name it ends or pauses. */
        GREETING(" ", "\u00a0"),
        /** "Herr", "signora": anywhere. */
        TITLE(" ", "\u00a0"),
        /** "Mrs", "Prof": so, and a full stop may follow. */
        SHORT_TITLE(" ", ".", "\u00a0"),
        /** "my name is", "me llamo": anywhere. */
        INTRODUCTION(" ", "\u00a0"),
        /** "Kind regards", "Cordialement": where a sentence begins; the name ends the line, or is alone on the next. */
        CLOSING,
        /** "Best", "Thanks": so, but on the same line only behind a comma. */
        SHORT_CLOSING,
        /** "First name", "Nachname": where a field begins, before a colon; the name ends the field. */
        LABEL,
        /** "Name", "Customer": so, but other things are called so as well: the name has two words or a title. */
        WIDE_LABEL,
        /** "From:", "To:" in front of a name and an address in angle brackets. */
        MAIL_HEADER,
        /** "Nuestra Señora": looks like a cue and is none. */
        NO_CUE;

        /** What has to follow the phrase for a name to follow; an empty text where it may be anything. */
        final List<String> follows;

        Role(String... follows) {
            this.follows = follows.length == 0 ? List.of("") : List.of(follows);
        }
    }

    /** The phrase with either apostrophe. */
    List<String> spellings() {
        var curly = phrase.replace('\'', '’');
        return curly.equals(phrase) ? List.of(phrase) : List.of(phrase, curly);
    }

    boolean title() {
        return role == Role.TITLE || role == Role.SHORT_TITLE;
    }

    /** Where the phrase ends that starts at {@code from}; -1 if it does not stand there as whole words. */
    int endIn(String text, int from) {
        var to = from + phrase.length();
        if (to > text.length()) {
            return -1;
        }
        for (var at = 0; at < phrase.length(); at++) {
            if (!same(phrase.charAt(at), text.charAt(from + at))) {
                return -1;
            }
        }
        var wholeWord = !Character.isLetter(phrase.charAt(phrase.length() - 1))
                || to == text.length()
                || !Character.isLetterOrDigit(text.charAt(to));
        return wholeWord ? to : -1;
    }

    private static boolean same(char wanted, char there) {
        return wanted == there || wanted == Character.toLowerCase(there) || wanted == '\'' && there == '’';
    }
}
