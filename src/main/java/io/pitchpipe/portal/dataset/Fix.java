package io.pitchpipe.portal.dataset;

/** What Pitchpipe can do about a finding; each makes a new version and leaves the old one as it is. */
public enum Fix {
    /** Removes white space at the start and end of inputs and outputs. */
    TRIM(true),
    /** Drops rows whose input or output is empty or only white space. */
    DROP_EMPTY(true),
    /** Drops rows over the limits of 40,000 and 5,000 characters. */
    DROP_TOO_LONG(true),
    /** Keeps the first of rows that have the same input and output. */
    DROP_DUPLICATES(true),
    /** Keeps the first of rows that say the same in nearly the same words. */
    DROP_NEAR_DUPLICATES(false),
    /** Removes words such as "Question:" in front of inputs and outputs. */
    STRIP_LABELS(true),
    /** Writes each answer of a classification as it is mostly written. */
    UNIFY_ANSWERS(true),
    /** Drops rows whose output stands for one that is missing. */
    DROP_PLACEHOLDERS(false),
    /** Puts [card] in the place of card numbers. */
    MASK_CARDS(false),
    /** Puts [IBAN] in the place of bank accounts. */
    MASK_BANK_ACCOUNTS(false),
    /** Puts [email] in the place of e-mail addresses. */
    MASK_EMAILS(false),
    /** Puts [phone] in the place of phone numbers. */
    MASK_PHONES(false),
    /** Puts [name] in the place of what could be names of persons. */
    MASK_NAMES(false),
    /** Drops rows of large classes, from the end, until they have three times as many as the smallest, and not fewer than 20. */
    EVEN_OUT_CLASSES(false),
    /** Drops rows far longer or shorter than the others. */
    DROP_UNUSUAL_LENGTHS(false),
    /** Drops rows in another script than most. */
    DROP_OTHER_SCRIPTS(false),
    /** Drops rows whose input or output is in another language than most. */
    DROP_OTHER_LANGUAGES(false),
    /** Drops rows whose output is in another language than their input, where nearly all are in the same. */
    DROP_OTHER_ANSWER_LANGUAGES(false),
    /** Keeps the first of rows that have the same input, whatever their output; which one is right only a person knows. */
    KEEP_FIRST_ANSWER(false),
    /** Keeps rows from the top for as long as they fit 4 MB. */
    KEEP_FIRST_4_MB(false),
    /** Goes on without the rows that could not be read. */
    LEAVE_OUT_UNREADABLE(false);

    private final boolean safe;

    Fix(boolean safe) {
        this.safe = safe;
    }

    /** Part of "Fix all": loses nothing that could be tuned on. */
    public boolean safe() {
        return safe;
    }
}
