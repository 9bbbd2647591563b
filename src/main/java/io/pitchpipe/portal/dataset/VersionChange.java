package io.pitchpipe.portal.dataset;

/**
 * What made a version differ from the one before it.
 *
 * @param kind what was done
 * @param rows how many rows it touched, or 0 where that is not known or does not matter
 * @param detail the file's name, the row's number or the fixes applied; may be empty
 */
public record VersionChange(Kind kind, long rows, String detail) {

    /** The ways a version comes about. */
    public enum Kind {
        IMPORTED,
        PASTED,
        SAMPLE,
        EDITED,
        ADDED,
        DELETED,
        FIXED,
        RESTORED,
        /** From another team; the detail is the dataset's name there. */
        COPIED
    }
}
