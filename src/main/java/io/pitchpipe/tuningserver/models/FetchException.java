package io.pitchpipe.tuningserver.models;

import org.jspecify.annotations.Nullable;

/** A model could not be fetched. The message says why and what to do. */
final class FetchException extends RuntimeException {

    FetchException(String message) {
        super(message);
    }

    FetchException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
