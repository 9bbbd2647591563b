package io.pitchpipe.portal.playground;

import io.pitchpipe.portal.catalog.ModelId;
import java.util.Optional;
import java.util.UUID;

/** What a column of the playground asks: a base model of the team's backend, or a model of its catalog. */
public sealed interface ModelKey {

    /** @param resource {@code models/ID} */
    record Base(String resource) implements ModelKey {
        @Override
        public String text() {
            return resource;
        }
    }

    record Tuned(ModelId id) implements ModelKey {
        @Override
        public String text() {
            return id.toString();
        }
    }

    /** How it stands in URLs and in the history. */
    String text();

    /** Reads {@link #text}; empty if it is none. */
    static Optional<ModelKey> parse(String text) {
        if (text.matches("models/[A-Za-z0-9][A-Za-z0-9._-]{0,127}")) {
            return Optional.of(new Base(text));
        }
        try {
            return Optional.of(new Tuned(new ModelId(UUID.fromString(text))));
        } catch (IllegalArgumentException neither) {
            return Optional.empty();
        }
    }
}
