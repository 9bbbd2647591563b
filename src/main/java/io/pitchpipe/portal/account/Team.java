package io.pitchpipe.portal.account;

import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;

/**
 * A group of people who own datasets and models together; to backends and other teams it is the project {@code number}.
 *
 * @param name 1 to 60 characters, not unique
 */
public record Team(TeamId id, String name, ProjectNumber number) {}
