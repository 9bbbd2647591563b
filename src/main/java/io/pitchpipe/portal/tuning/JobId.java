package io.pitchpipe.portal.tuning;

import java.util.Optional;
import java.util.UUID;

/** Identifies a tuning job, and the model it makes, in this portal and in its URLs. */
public record JobId(UUID value) {

    public static JobId random() {
        return new JobId(UUID.randomUUID());
    }

    /** Reads an id from a URL; empty if it is none. */
    public static Optional<JobId> parse(String text) {
        try {
            return Optional.of(new JobId(UUID.fromString(text)));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
