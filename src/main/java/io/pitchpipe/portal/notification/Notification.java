package io.pitchpipe.portal.notification;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Something one person is to know of.
 *
 * @param id rises with time: what paging goes by
 * @param team who is no longer in it does not see the notification; empty if none is needed
 * @param subject what it leads to, as its kind says
 * @param arguments what its sentence names, as it was called then; untrusted text
 * @param readAt empty while it is unread
 */
public record Notification(
        long id,
        NotificationKind kind,
        Optional<TeamId> team,
        Optional<UUID> subject,
        List<String> arguments,
        Instant at,
        Optional<Instant> readAt) {

    public Notification {
        arguments = List.copyOf(arguments);
    }

    /** The topic of {@link io.pitchpipe.portal.common.Changes} that rises with each change of a person's notifications. */
    public static String topic(UserId user) {
        return "user:" + user + ":notifications";
    }

    public boolean unread() {
        return readAt.isEmpty();
    }

    /** An argument; empty if there is none at this place. */
    public String argument(int place) {
        return place < arguments.size() ? arguments.get(place) : "";
    }
}
