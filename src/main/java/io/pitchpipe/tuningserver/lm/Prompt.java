package io.pitchpipe.tuningserver.lm;

import java.util.List;
import java.util.Objects;

/**
 * What to answer: turns that alternate as they like and end with the user's.
 *
 * @param turns one or more, the last by {@link Role#USER}
 */
public record Prompt(List<Turn> turns) {

    /** Who speaks. */
    public enum Role {
        SYSTEM,
        USER,
        MODEL
    }

    /** One turn of a chat. */
    public record Turn(Role role, String text) {
        public Turn {
            Objects.requireNonNull(role, "role");
            Objects.requireNonNull(text, "text");
        }
    }

    public Prompt {
        turns = List.copyOf(turns);
        if (turns.isEmpty() || turns.getLast().role() != Role.USER) {
            throw new IllegalArgumentException("A prompt ends with a turn of the user");
        }
    }

    /** A single user's turn, as tuned models are trained on. */
    public static Prompt of(String text) {
        return new Prompt(List.of(new Turn(Role.USER, text)));
    }
}
