package io.pitchpipe.portal.dataset;

import java.time.Instant;
import java.util.Optional;

/**
 * What people should know of a dataset before they teach from it. It is about the dataset, not about one of its versions: a typo mended
 * in a row changes neither where the rows come from nor what may be done with them.
 *
 * @param purpose what it is for; up to {@link #TEXT} characters, like the source
 * @param source where the rows come from
 * @param licence what may be done with them; up to {@link #WORD} characters, like the language
 * @param language of inputs and outputs
 * @param revision rises with every change; 0 for a card that nobody has written on
 * @param change who changed it last and when
 */
public record DatasetCard(
        String purpose, String source, String licence, String language, int revision, Optional<Change> change) {

    /** Characters (code points) of a text. */
    public static final int TEXT = 2_000;

    /** Characters (code points) of a word or two. */
    public static final int WORD = 200;

    public static final DatasetCard BLANK = new DatasetCard("", "", "", "", 0, Optional.empty());

    /** @param by the display name of whoever it was */
    public record Change(String by, Instant at) {}

    /** @throws IllegalArgumentException if a text is too long */
    public DatasetCard {
        purpose = checked(purpose, TEXT);
        source = checked(source, TEXT);
        licence = checked(licence, WORD);
        language = checked(language, WORD);
    }

    private static String checked(String text, int most) {
        var stripped = text.strip();
        if (stripped.codePointCount(0, stripped.length()) > most) {
            throw new IllegalArgumentException("Of a card's text at most " + most + " characters are kept");
        }
        return stripped;
    }

    /** Other words on the same card. */
    public DatasetCard saying(String newPurpose, String newSource, String newLicence, String newLanguage) {
        return new DatasetCard(newPurpose, newSource, newLicence, newLanguage, revision, change);
    }
}
