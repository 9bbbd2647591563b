package io.pitchpipe.tuningserver.lm;

import org.jspecify.annotations.Nullable;

/** There is no native library of the engine for this platform, or it cannot be loaded. The message says which. */
public class EngineUnavailableException extends RuntimeException {

    public EngineUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
