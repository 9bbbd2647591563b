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
