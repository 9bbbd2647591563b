package io.pitchpipe.portal.dataset;

import java.util.Optional;

/**
 * Where the rows of all teams' datasets lie.
 *
 * @param bucket the bucket of the settings; empty if they name none
 * @param newInBucket whether new rows go there; otherwise they go to the database
 * @param inDatabase bytes of rows that lie in the database
 * @param inBucket bytes of rows that lie in a bucket
 */
public record RowStorage(Optional<BucketState> bucket, boolean newInBucket, long inDatabase, long inBucket) {

    /** There are rows in a bucket, and no setting says in which: nobody can read them. */
    public boolean stranded() {
        return bucket.isEmpty() && inBucket > 0;
    }
}
