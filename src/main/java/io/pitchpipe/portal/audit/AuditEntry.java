package io.pitchpipe.portal.audit;

import io.pitchpipe.portal.common.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * One deed.
 *
 * @param id rises with time: what paging goes by
 * @param actor empty for background work
 * @param action a stable word such as {@code dataset.deleted}
 * @param subject the name of what it was done to, as it was then
 * @param detail more, where there is more
 */
public record AuditEntry(
        long id, Instant at, Optional<UserId> actor, String action, String subject, Optional<String> detail) {}
