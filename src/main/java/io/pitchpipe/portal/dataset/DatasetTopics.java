package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.TeamId;

/** The topics of {@link io.pitchpipe.portal.common.Changes} that this module bumps. */
public final class DatasetTopics {

    private DatasetTopics() {}

    /** Rises when a dataset of the team comes, goes or is renamed. */
    public static String of(TeamId team) {
        return "team:" + team + ":datasets";
    }

    /** Rises when anything about the dataset changes, the progress of a check included. */
    public static String of(DatasetId dataset) {
        return "dataset:" + dataset;
    }
}
