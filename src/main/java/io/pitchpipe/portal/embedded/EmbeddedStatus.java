package io.pitchpipe.portal.embedded;

import java.time.Instant;

/**
 * How the embedded server is.
 *
 * @param state what it does
 * @param since when that began
 * @param detail why, when something is wrong: for administrators; empty otherwise
 * @param engine what it computes with and in which numbers, such as {@code cuda:0, bf16}; empty until it has said so
 */
public record EmbeddedStatus(State state, Instant since, String detail, String engine) {

    /** What it does. */
    public enum State {
        /** Switched off by configuration. */
        OFF,
        /** Its process is starting for the first time. */
        STARTING,
        /** It answers and can train. */
        READY,
        /** It ended on its own and is being started again. */
        RESTARTING,
        /** It answers, but the engine does not run on this machine. */
        ENGINE_UNAVAILABLE,
        /** The portal is shutting down. */
        STOPPED
    }

    /** Whether calls to it may succeed. */
    public boolean serves() {
        return state == State.READY || state == State.ENGINE_UNAVAILABLE;
    }
}
