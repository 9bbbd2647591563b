package io.pitchpipe.tuningserver.lm;

import org.jspecify.annotations.Nullable;

/** There is no native library of the engine for this platform, it cannot be loaded, or the device that was asked for is not here. The message says which, and what to do. */
public class EngineUnavailableException extends RuntimeException {

    EngineUnavailableException(String message) {
        this(message, null);
    }

    public EngineUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
