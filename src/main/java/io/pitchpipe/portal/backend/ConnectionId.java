package io.pitchpipe.portal.backend;

import java.util.UUID;

/** Identifies a connection; it never changes where it points to, so a job keeps the backend it was started on. */
public record ConnectionId(UUID value) {

    public static ConnectionId random() {
        return new ConnectionId(UUID.randomUUID());
    }

    @Override
    public String toString() {
        return value.toString();
    }
}
