package io.pitchpipe.genapi;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Objects;

/**
 * State of a tuned model as it stands on the wire. Not an enum: a backend may answer with a state that this version does not know, and it must survive.
 *
 * @param value the enum's name, such as {@code ACTIVE}; raw, whatever came
 */
public record TunedModelState(@JsonValue String value) {

    public static final TunedModelState CREATING = new TunedModelState("CREATING");
    public static final TunedModelState ACTIVE = new TunedModelState("ACTIVE");
    public static final TunedModelState FAILED = new TunedModelState("FAILED");

    public TunedModelState {
        Objects.requireNonNull(value, "value");
    }

    /** Reads a name, or the number of a backend that answers enums as integers (kept as text if it is unknown). */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static TunedModelState of(Object value) {
        return switch (value.toString()) {
            case "CREATING", "1" -> CREATING;
            case "ACTIVE", "2" -> ACTIVE;
            case "FAILED", "3" -> FAILED;
            default -> new TunedModelState(value.toString());
        };
    }

    /** Whether the training is over, one way or the other. */
    public boolean isFinal() {
        return equals(ACTIVE) || equals(FAILED);
    }
}
