package io.pitchpipe.portal.account;

import io.pitchpipe.portal.common.UserId;
import java.time.Instant;

/** Someone who belongs to a team. */
public record Member(UserId user, String name, String email, boolean enabled, Role role, Instant since) {}
