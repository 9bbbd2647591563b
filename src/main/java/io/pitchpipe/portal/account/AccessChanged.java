package io.pitchpipe.portal.account;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;

/** What somebody may do was changed by another person; published within the transaction that changes it. */
public sealed interface AccessChanged {

    /** Whose access it is. */
    UserId user();

    /** Who changed it. */
    UserId by();

    /** A member has another role. */
    record InTeam(UserId user, UserId by, Team team, Role role) implements AccessChanged {}

    /** A member was removed from a team. */
    record Removed(UserId user, UserId by, Team team) implements AccessChanged {}

    /** Somebody became an administrator of the instance, or is one no longer. */
    record Administrator(UserId user, UserId by, boolean admin) implements AccessChanged {}

    /** An account was disabled. */
    record Disabled(UserId user, UserId by) implements AccessChanged {}

    /** The name of a team, which may be needed after it can no longer be looked up for the user. */
    record Team(TeamId id, String name) {}
}
