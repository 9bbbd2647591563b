package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.TeamId;
import java.time.Instant;
import java.util.Optional;

/**
 * A team's named examples and where they stand.
 *
 * @param latest the newest version, whatever its state
 * @param latestValid the newest version that may be tuned on
 */
public record Dataset(
        DatasetId id,
        TeamId team,
        String name,
        Instant createdAt,
        DatasetVersion latest,
        Optional<DatasetVersion> latestValid) {}
