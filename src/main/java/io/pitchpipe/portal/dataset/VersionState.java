package io.pitchpipe.portal.dataset;

/** Where a version is on its way from a received file to examples that may be tuned on. */
public enum VersionState {
    /** Received, waiting to be read. */
    UPLOADED,
    /** Being read and checked. */
    VALIDATING,
    /** May be tuned on. */
    VALID,
    /** Readable, but something must be mended before it may be tuned on. */
    INVALID,
    /** Could not be read for a reason of ours; the cause is in the log under the version's failure code. */
    FAILED,
    /** Stopped by a user before it was read. */
    CANCELLED;

    /** Nothing more will happen to the version. */
    public boolean settled() {
        return this != UPLOADED && this != VALIDATING;
    }

    /** Its rows can be looked at. */
    public boolean readable() {
        return this == VALID || this == INVALID;
    }
}
