package io.pitchpipe.tuningserver.lm;

/** The native library, loaded on first use. */
public final class Engine {

    private Engine() {}

    /** Whether this machine can train and generate. The first call loads the library, which takes seconds; later calls are cheap. Never throws. */
    public static EngineStatus status() {
        return new EngineStatus(false, "The engine is being built.");
    }
}
