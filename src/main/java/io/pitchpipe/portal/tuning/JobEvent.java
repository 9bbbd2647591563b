package io.pitchpipe.portal.tuning;

import java.time.Instant;

/**
 * Something that happened to a job.
 *
 * @param ordinal the epoch or step it belongs to; 0 where there is none
 * @param detail more words, such as a reason; may be empty
 */
public record JobEvent(Kind kind, int ordinal, Instant at, String detail) {

    /** What happened. */
    public enum Kind {
        CREATED,
        SUBMITTED,
        /** Found at the backend after the answer to its submission was lost. */
        ADOPTED,
        /** It went without its held-out examples: its backend is none that measures them. */
        HELD_OUT_NOT_TAKEN,
        /** It went without its held-out examples: its backend refused them. */
        HELD_OUT_REFUSED,
        STARTED,
        /** A pass over the examples was completed. */
        EPOCH,
        /** The backend answered again after it had not. */
        RESUMED,
        CANCEL_REQUESTED,
        FINISHED,
        FAILED,
        CANCELLED,
        LOST
    }
}
