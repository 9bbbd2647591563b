package io.pitchpipe.portal.account;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * An open invitation into a team.
 *
 * @param email whom it is for; empty if whoever holds the link may use it
 * @param invitedBy the name of the owner who made it
 */
public record Invitation(UUID id, Role role, Optional<String> email, String invitedBy, Instant expiresAt) {

    /**
     * What the holder of a link is shown before deciding.
     *
     * @param email the address the invitation is bound to, if it is
     */
    public record Offer(String teamName, Role role, String invitedBy, Optional<String> email) {}
}
