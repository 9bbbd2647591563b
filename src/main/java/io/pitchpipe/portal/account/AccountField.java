package io.pitchpipe.portal.account;

/** A field of this module's forms, to say which one is not as it should be. */
public enum AccountField {
    INSTANCE,
    NAME,
    EMAIL,
    PASSWORD,
    CURRENT_PASSWORD,
    TEAM,
    NUMBER
}
