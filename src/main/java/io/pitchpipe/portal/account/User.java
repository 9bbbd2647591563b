package io.pitchpipe.portal.account;

import io.pitchpipe.portal.common.UserId;
import java.time.Instant;

/**
 * A person who may sign in.
 *
 * @param email in lower case, what they sign in with
 * @param admin whether they administer the instance
 * @param enabled a disabled user's sessions end and they cannot sign in
 */
public record User(UserId id, String email, String name, boolean admin, boolean enabled, Instant createdAt) {}
