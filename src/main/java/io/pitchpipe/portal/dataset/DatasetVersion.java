package io.pitchpipe.portal.dataset;

import java.time.Instant;
import java.util.Optional;

/**
 * One immutable version of a dataset.
 *
 * @param number counts up from 1 within the dataset
 * @param rows the rows it holds
 * @param rejected rows of the file that could not be read and were left out; rows + rejected = rows of the file
 * @param bytes the size of its canonical JSON lines
 * @param by the display name of whoever made it
 * @param progress how far reading has come; equal to the total once settled
 * @param template how its inputs were put together from a file's columns, if a template said so
 * @param divided a column of its file says which rows are held out
 * @param failure the code under which an unexpected failure is found in the log; while the version is not settled, why it waits
 */
public record DatasetVersion(
        VersionId id,
        DatasetId dataset,
        int number,
        VersionState state,
        long rows,
        long rejected,
        long bytes,
        VersionChange change,
        String by,
        Instant at,
        Progress progress,
        Optional<Template> template,
        boolean divided,
        Optional<String> failure) {

    /** The {@link #failure} of a version that did not fit into what its team may hold. */
    public static final String OVER_QUOTA = "QUOTA";

    /** The {@link #failure} of a version whose rows the place for them did not take, or does not take so far. */
    public static final String NOT_KEPT = "STORAGE";

    /**
     * @param rowsRead rows seen so far
     * @param bytesRead bytes of the file seen so far
     * @param bytesTotal bytes of the file
     */
    public record Progress(long rowsRead, long bytesRead, long bytesTotal) {

        /** From 0 to 1. */
        public double fraction() {
            return bytesTotal == 0 ? 0 : Math.min(1, (double) bytesRead / bytesTotal);
        }
    }
}
