package io.pitchpipe.portal.tuning;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;

/** A person asked for the end of a job; published in the transaction that records it. {@link TuningFinished} follows when it has ended. */
public record TuningStopped(JobId job, TeamId team, UserId by) {}
