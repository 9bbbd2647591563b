package io.pitchpipe.portal.dataset;

import java.util.UUID;

/** Identifies a received file that is not yet, or no longer, part of a dataset. */
public record UploadId(UUID value) {

    public static UploadId random() {
        return new UploadId(UUID.randomUUID());
    }

    /** @throws IllegalArgumentException if {@code text} is no UUID */
    public static UploadId of(String text) {
        return new UploadId(UUID.fromString(text));
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
