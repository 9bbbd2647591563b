package io.pitchpipe.tuningserver.lm;

import org.jspecify.annotations.Nullable;

/** A model's files are cut, damaged, of an unknown kind or not of the family that the engine knows. The message names the file and the fault. */
public class UnreadableModelException extends RuntimeException {

    public UnreadableModelException(String message) {
        super(message);
    }

    public UnreadableModelException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
