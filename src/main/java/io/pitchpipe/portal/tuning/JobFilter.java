package io.pitchpipe.portal.tuning;

import io.pitchpipe.portal.common.UserId;
import java.util.Optional;

/**
 * Which jobs of a team.
 *
 * @param which by state
 * @param text part of the name, in any case; empty for all
 * @param by only those launched by this user
 */
public record JobFilter(Which which, String text, Optional<UserId> by) {

    public static final JobFilter ALL = new JobFilter(Which.ALL, "");

    /** Jobs that wait or train. */
    public static final JobFilter RUNNING = new JobFilter(Which.RUNNING, "");

    /** Jobs whoever launched them. */
    public JobFilter(Which which, String text) {
        this(which, text, Optional.empty());
    }

    /** What one person launched. */
    public static JobFilter by(UserId user, String text) {
        return new JobFilter(Which.ALL, text, Optional.of(user));
    }

    /** By state. */
    public enum Which {
        ALL,
        RUNNING,
        ENDED,
        /** Whose model can be prompted. */
        READY
    }
}
