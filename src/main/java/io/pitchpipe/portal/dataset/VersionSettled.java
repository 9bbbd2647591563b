package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.time.Duration;

/**
 * A version of a dataset has been made in the background, or could not be; published in the transaction that records it.
 *
 * @param name the dataset's name at that time
 * @param by who asked for the version
 * @param took from the request to now
 */
public record VersionSettled(
        TeamId team,
        DatasetId dataset,
        VersionId version,
        String name,
        UserId by,
        VersionState state,
        long rows,
        Duration took) {}
