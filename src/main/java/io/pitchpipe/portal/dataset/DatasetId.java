package io.pitchpipe.portal.dataset;

import java.util.UUID;

/** Identifies a dataset of a team. */
public record DatasetId(UUID value) {

    public static DatasetId random() {
        return new DatasetId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if {@code text} is no UUID */
    public static DatasetId of(String text) {
        return new DatasetId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
