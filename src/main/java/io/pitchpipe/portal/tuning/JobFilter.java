package io.pitchpipe.portal.tuning;

/**
 * Which jobs of a team.
 *
 * @param which by state
 * @param text part of the name, in any case; empty for all
 */
public record JobFilter(Which which, String text) {

    public static final JobFilter ALL = new JobFilter(Which.ALL, "");

    /** Jobs that wait or train. */
    public static final JobFilter RUNNING = new JobFilter(Which.RUNNING, "");

    /** By state. */
    public enum Which {
        ALL,
        RUNNING,
        ENDED,
        /** Whose model can be prompted. */
        READY
    }
}
