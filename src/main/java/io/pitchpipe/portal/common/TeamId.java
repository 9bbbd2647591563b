package io.pitchpipe.portal.common;

import java.util.UUID;

/** Identifies a team of this instance. */
public record TeamId(UUID value) {

    public static TeamId random() {
        return new TeamId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if {@code text} is no UUID */
    public static TeamId of(String text) {
        return new TeamId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
