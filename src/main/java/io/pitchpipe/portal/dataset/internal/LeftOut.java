package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import java.util.List;

/**
 * A row that cannot be kept.
 *
 * @param line where it starts in the file, from 1; 0 if it is about the file as a whole
 * @param excerpt the place that is wrong, at most {@link Excerpt#LENGTH} characters
 * @param text the whole row as far as it can be shown, at most {@link #TEXT} characters
 * @param details what the words for the code speak of
 */
record LeftOut(FindingCode why, long line, String excerpt, String text, List<String> details) {

    /** Characters of a row that are kept for the download: what the largest row that could be tuned on has, and some more. */
    static final int TEXT = 50_000;

    static LeftOut of(FindingCode why, long line, String text, String... details) {
        return new LeftOut(why, line, Excerpt.of(text), text, List.of(details));
    }

    /** For the report, which is small. */
    Finding finding() {
        return new Finding(why, 0, line, excerpt, details);
    }
}
