package io.pitchpipe.portal.dataset;

/** How much a finding matters, worst first. */
public enum Severity {
    /** The version may not be tuned on until this is mended. */
    ERROR,
    /** Rows were left out, or the model will learn less than it could. */
    WARNING,
    /** Good to know. */
    ADVICE
}
