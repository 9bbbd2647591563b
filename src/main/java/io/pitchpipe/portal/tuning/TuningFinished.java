package io.pitchpipe.portal.tuning;

import io.pitchpipe.portal.common.TeamId;

/** A job has ended; published in the transaction that records it, so a listener's writes are kept or lost together with it. */
public record TuningFinished(JobId job, TeamId team, JobState state) {}
