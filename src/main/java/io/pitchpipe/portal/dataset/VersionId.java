package io.pitchpipe.portal.dataset;

import java.util.UUID;

/** Identifies one immutable version of a dataset. */
public record VersionId(UUID value) {

    public static VersionId random() {
        return new VersionId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if {@code text} is no UUID */
    public static VersionId of(String text) {
        return new VersionId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
