package io.pitchpipe.tuningserver.lm;

/** There is no native library of the engine for this platform, or it cannot be loaded. The message says which. */
public class EngineUnavailableException extends RuntimeException {

    public EngineUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
