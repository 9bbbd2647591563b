package io.pitchpipe.portal.catalog.internal;

import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.account.TeamDirectory;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.catalog.ShareChanged;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.UserId;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells a team of this instance what was shared with it and what is no longer: in its own log, and by an event. In the caller's transaction. */
@Component
class ShareNews {

    private final TeamDirectory teams;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    ShareNews(TeamDirectory teams, AuditLog audit, ApplicationEventPublisher events) {
        this.teams = teams;
        this.audit = audit;
        this.events = events;
    }

    /** @param number the project; nothing happens if it is no team of this instance */
    void tell(ShareChanged.Kind kind, ModelEntry model, ProjectNumber number, UserId by) {
        var reader = teams.byNumber(number);
        if (reader.isEmpty()) {
            return;
        }
        var from = "from " + teams.find(model.team()).map(Team::name).orElse("another team");
        switch (kind) {
            case ADDED -> audit.record(reader.get().id(), "model.received", model.name(), from);
            case WITHDRAWN -> audit.record(reader.get().id(), "model.withdrawn", model.name(), from);
            case DELETED -> audit.record(reader.get().id(), "model.gone", model.name(), from);
        }
        events.publishEvent(new ShareChanged(
                kind, model.id(), model.name(), model.team(), reader.get().id(), by));
    }
}
