package io.pitchpipe.portal.dataset.internal;

/** Texts cut to what is shown of them. Lengths are in code points, so that no character is cut in two. */
final class Excerpt {

    /** Characters that a finding quotes of a row. */
    static final int LENGTH = 80;
    /** Characters shown of a cell before an import. */
    static final int CELL = 300;

    private Excerpt() {}

    /** The first {@link #LENGTH} characters. */
    static String of(String text) {
        return of(text, LENGTH);
    }

    /** @param characters code points that are kept at most; a text that had more ends in an ellipsis */
    static String of(String text, int characters) {
        return text.codePointCount(0, text.length()) <= characters
                ? text
                : text.substring(0, text.offsetByCodePoints(0, characters)) + "…";
    }
}
