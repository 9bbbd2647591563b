package io.pitchpipe.portal.catalog;

import io.pitchpipe.portal.common.ProjectNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * A project that may prompt a model it does not own.
 *
 * @param teamName its name, if it is a team of this instance; untrusted text
 * @param addedBy the display name of who added it; empty if it was not added here
 * @param addedAt when; empty if it was not added here
 */
public record Reader(
        ProjectNumber number, Optional<String> teamName, Optional<String> addedBy, Optional<Instant> addedAt) {}
