package io.pitchpipe.portal.catalog;

import java.util.UUID;

/** Identifies a model within a team: the id of the team's tuning job for its own models, an id of the catalog for shared ones. */
public record ModelId(UUID value) {

    public static ModelId random() {
        return new ModelId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if {@code text} is no UUID */
    public static ModelId of(String text) {
        return new ModelId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
