package io.pitchpipe.portal.account;

import io.pitchpipe.portal.account.internal.UserRepository;
import io.pitchpipe.portal.audit.AuditEntry;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.audit.AuditSeals;
import io.pitchpipe.portal.audit.LogCheck;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The audit log as people read it: with names. */
@Service
public class ActivityService {

    /** @param actor who did it, by name; empty for work in the background */
    public record Line(AuditEntry entry, Optional<String> actor) {}

    private final AuditLog audit;
    private final AuditSeals seals;
    private final UserRepository users;

    ActivityService(AuditLog audit, AuditSeals seals, UserRepository users) {
        this.audit = audit;
        this.seals = seals;
        this.users = users;
    }

    /**
     * A page of a team's deeds, newest first.
     *
     * @param kind only actions of this kind, such as {@code member} or {@code dataset}; empty for all
     * @param before only entries older than this one
     * @param limit 200 at most
     */
    @TeamViewer
    public List<Line> page(TeamId team, String kind, Optional<Long> before, int limit) {
        return named(audit.page(Optional.of(team), kind.isEmpty() ? "" : kind + ".", before, limit));
    }

    /** As {@link #page}, of the deeds that belong to no team: administration, and what was refused. */
    @InstanceAdmin
    public List<Line> instancePage(Optional<Long> before, int limit) {
        return named(audit.page(Optional.empty(), "", before, limit));
    }

    /** Whether the log, of all teams and of the instance, is as it was written. Reads all of it. */
    @InstanceAdmin
    public LogCheck checkLog() {
        return seals.check();
    }

    private List<Line> named(List<AuditEntry> entries) {
        var names = new HashMap<UserId, Optional<String>>();
        return entries.stream()
                .map(entry -> new Line(
                        entry,
                        entry.actor()
                                .flatMap(user -> names.computeIfAbsent(
                                        user, id -> users.find(id).map(User::name)))))
                .toList();
    }
}
