package io.pitchpipe.portal.notification.internal;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.notification.NotificationKind;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What one or several people are to know of.
 *
 * @param team empty if it may be read without one
 * @param cause names what it is about: nobody is told twice of the same
 */
record News(
        NotificationKind kind, Optional<TeamId> team, Optional<UUID> subject, String cause, List<String> arguments) {

    static News of(NotificationKind kind, TeamId team, UUID subject, String cause, String... arguments) {
        return new News(kind, Optional.of(team), Optional.of(subject), cause, List.of(arguments));
    }

    /** Leads nowhere. */
    static News plain(NotificationKind kind, Optional<TeamId> team, String cause, String... arguments) {
        return new News(kind, team, Optional.empty(), cause, List.of(arguments));
    }
}
