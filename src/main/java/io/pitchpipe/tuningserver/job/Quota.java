package io.pitchpipe.tuningserver.job;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a project may use. 0 is no limit.
 *
 * @param jobs unfinished trainings at once
 * @param examples in all unfinished trainings together
 * @param minutes of training within the last 24 hours; one that runs is not stopped
 */
public record Quota(
        @DefaultValue("0") int jobs,
        @DefaultValue("0") int examples,
        @DefaultValue("0") int minutes) {

    public Quota {
        if (jobs < 0 || examples < 0 || minutes < 0) {
            throw new IllegalArgumentException("A quota's limits are 0 or more");
        }
    }

    /** These limits where they are given, and otherwise this one's. */
    Quota with(@Nullable Integer ownJobs, @Nullable Integer ownExamples, @Nullable Integer ownMinutes) {
        return new Quota(
                ownJobs == null ? jobs : ownJobs,
                ownExamples == null ? examples : ownExamples,
                ownMinutes == null ? minutes : ownMinutes);
    }
}
