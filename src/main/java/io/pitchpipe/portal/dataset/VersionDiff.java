package io.pitchpipe.portal.dataset;

import java.util.List;
import java.util.Optional;

/**
 * What two versions of a dataset do not share, row by row.
 *
 * @param added rows that are only in the later one
 * @param removed rows that are only in the earlier one
 * @param changed rows of the earlier one that have another text in the later one: the same input with another output, or another text in
 *     the same place; looked for among the first {@link #COMPARED} of both
 * @param changes the first of all of these, at most {@link #SHOWN}, in the order of the rows
 */
public record VersionDiff(long added, long removed, long changed, List<Change> changes) {

    /** Changes that are listed. */
    public static final int SHOWN = 100;

    /** Rows of either side among which changed ones are looked for. */
    public static final int COMPARED = 10_000;

    /**
     * One change.
     *
     * @param before the row of the earlier version; empty if it was added
     * @param after the row of the later version; empty if it was removed
     */
    public record Change(Optional<Row> before, Optional<Row> after) {}

    public boolean isEmpty() {
        return added + removed + changed == 0;
    }
}
