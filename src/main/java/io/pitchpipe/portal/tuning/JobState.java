package io.pitchpipe.portal.tuning;

/** Where a job stands. It only ever goes forward: what a backend says later about an ended job changes nothing. */
public enum JobState {
    /** Launched; waits to be submitted, or for its turn on the backend. */
    QUEUED,
    /** Training. */
    RUNNING,
    /** Trained: the model can be prompted. */
    ACTIVE,
    /** Ended with an error, named in the job's reason. */
    FAILED,
    /** Ended because somebody asked for it. */
    CANCELLED,
    /** The backend no longer knows it. */
    LOST;

    /** Nothing more will happen. */
    public boolean ended() {
        return this != QUEUED && this != RUNNING;
    }

    /** Whether a job may go from here to {@code next}. */
    public boolean mayBecome(JobState next) {
        return !ended() && next.compareTo(this) > 0;
    }
}
