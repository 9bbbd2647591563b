package io.pitchpipe.tuningserver.job;

/**
 * A turn of a prompt.
 *
 * @param role who speaks
 * @param text what
 */
public record Turn(Role role, String text) {

    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        MODEL
    }
}
