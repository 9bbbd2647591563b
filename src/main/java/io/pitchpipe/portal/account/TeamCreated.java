package io.pitchpipe.portal.account;

import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.TeamId;

/** A team has been created; published within the transaction that creates it. */
public record TeamCreated(TeamId id, String name, ProjectNumber number) {}
