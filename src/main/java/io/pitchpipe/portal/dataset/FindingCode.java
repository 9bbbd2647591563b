package io.pitchpipe.portal.dataset;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be found in a dataset, worst first. The words for each are in the bundle, under dataset.finding. */
public enum FindingCode {
    NO_ROWS(Severity.ERROR, null),
    UNCLOSED_QUOTE(Severity.ERROR, Fix.LEAVE_OUT_UNREADABLE),
    BROKEN_FILE(Severity.ERROR, Fix.LEAVE_OUT_UNREADABLE),
    EXPANDS_TOO_FAR(Severity.ERROR, null),
    SET_TOO_LARGE(Severity.ERROR, Fix.KEEP_FIRST_4_MB),
    EMPTY_INPUT(Severity.ERROR, Fix.DROP_EMPTY),
    EMPTY_OUTPUT(Severity.ERROR, Fix.DROP_EMPTY),
    LONG_INPUT(Severity.ERROR, Fix.DROP_TOO_LONG),
    LONG_OUTPUT(Severity.ERROR, Fix.DROP_TOO_LONG),
    /** From here on, rows that could not be read and are not in the version. */
    INVALID_UTF8(Severity.WARNING, null),
    NUL(Severity.WARNING, null),
    RAGGED_ROW(Severity.WARNING, null),
    STRAY_QUOTE(Severity.WARNING, null),
    NOT_JSON(Severity.WARNING, null),
    DUPLICATE_FIELD(Severity.WARNING, null),
    MISSING_FIELD(Severity.WARNING, null),
    NOT_TEXT(Severity.WARNING, null),
    MANY_TURNS(Severity.WARNING, null),
    UNKNOWN_PART(Severity.WARNING, null),
    ROW_TOO_LARGE(Severity.WARNING, null),
    /** From here on, rows that are in the version. */
    CONFLICT(Severity.WARNING, Fix.KEEP_FIRST_ANSWER),
    DUPLICATE(Severity.WARNING, Fix.DROP_DUPLICATES),
    NEAR_DUPLICATE(Severity.WARNING, Fix.DROP_NEAR_DUPLICATES),
    OUTER_SPACE(Severity.WARNING, Fix.TRIM),
    LABELLED_TEXT(Severity.WARNING, Fix.STRIP_LABELS),
    ANSWER_VARIANT(Severity.WARNING, Fix.UNIFY_ANSWERS),
    PLACEHOLDER(Severity.WARNING, Fix.DROP_PLACEHOLDERS),
    CARD_NUMBER(Severity.WARNING, Fix.MASK_CARDS),
    BANK_ACCOUNT(Severity.WARNING, Fix.MASK_BANK_ACCOUNTS),
    EMAIL_ADDRESS(Severity.WARNING, Fix.MASK_EMAILS),
    PHONE_NUMBER(Severity.WARNING, Fix.MASK_PHONES),
    ANSWER_LANGUAGE(Severity.WARNING, Fix.DROP_OTHER_ANSWER_LANGUAGES),
    IN_BOTH_PARTS(Severity.WARNING, null),
    ONE_ANSWER(Severity.WARNING, null),
    PERSON_NAME(Severity.ADVICE, Fix.MASK_NAMES),
    UNEVEN_CLASSES(Severity.ADVICE, Fix.EVEN_OUT_CLASSES),
    UNUSUAL_INPUT(Severity.ADVICE, Fix.DROP_UNUSUAL_LENGTHS),
    UNUSUAL_OUTPUT(Severity.ADVICE, Fix.DROP_UNUSUAL_LENGTHS),
    OTHER_SCRIPT(Severity.ADVICE, Fix.DROP_OTHER_SCRIPTS),
    OTHER_LANGUAGE(Severity.ADVICE, Fix.DROP_OTHER_LANGUAGES),
    MANY_LANGUAGES(Severity.ADVICE, null),
    FEW_ROWS(Severity.ADVICE, null),
    LOOKED_AT_PART(Severity.ADVICE, null),
    DUPLICATES_UNCHECKED(Severity.ADVICE, null);

    private final Severity severity;
    private final @Nullable Fix fix;

    FindingCode(Severity severity, @Nullable Fix fix) {
        this.severity = severity;
        this.fix = fix;
    }

    public Severity severity() {
        return severity;
    }

    public Optional<Fix> fix() {
        return Optional.ofNullable(fix);
    }

    /** May be kept as it is: it is about rows of the version, which may be tuned on with it. */
    public boolean keepable() {
        return severity != Severity.ERROR && fix != null && !leavesRowOut();
    }

    /** The row this is about is not in the version. */
    public boolean leavesRowOut() {
        return this == UNCLOSED_QUOTE
                || this == BROKEN_FILE
                || this == EXPANDS_TOO_FAR
                || compareTo(INVALID_UTF8) >= 0 && compareTo(ROW_TOO_LARGE) <= 0;
    }
}
