package io.pitchpipe.portal.notification.internal;

import io.pitchpipe.portal.account.AccessChanged;
import io.pitchpipe.portal.account.People;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.account.TeamDirectory;
import io.pitchpipe.portal.catalog.ShareChanged;
import io.pitchpipe.portal.notification.NotificationKind;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells people what others have opened or closed to them. Nobody is told of what they did themselves. */
@Component
class AccessNews {

    private final Notifier notifier;
    private final NotificationRepository notifications;
    private final People people;
    private final TeamDirectory teams;

    AccessNews(Notifier notifier, NotificationRepository notifications, People people, TeamDirectory teams) {
        this.notifier = notifier;
        this.notifications = notifications;
        this.people = people;
        this.teams = teams;
    }

    @EventListener
    void on(ShareChanged change) {
        var owner = teams.find(change.owner()).map(Team::name).orElse("");
        var by = people.name(change.by());
        // The same may be shared, withdrawn and shared again: each is news.
        var cause = "share:" + UUID.randomUUID();
        var news = switch (change.kind()) {
            case ADDED ->
                News.of(
                        NotificationKind.SHARE_ADDED,
                        change.reader(),
                        change.model().value(),
                        cause,
                        change.name(),
                        by,
                        owner);
            case WITHDRAWN ->
                News.plain(
                        NotificationKind.SHARE_WITHDRAWN,
                        Optional.of(change.reader()),
                        cause,
                        change.name(),
                        by,
                        owner);
            case DELETED ->
                News.plain(
                        NotificationKind.SHARE_DELETED, Optional.of(change.reader()), cause, change.name(), by, owner);
        };
        notifier.tellMembers(change.reader(), Optional.of(change.by()), news);
    }

    @EventListener
    void on(AccessChanged change) {
        forget(change);
        if (change.user().equals(change.by())) {
            return;
        }
        var by = people.name(change.by());
        var cause = "access:" + UUID.randomUUID();
        var news = switch (change) {
            case AccessChanged.InTeam role ->
                Optional.of(News.of(
                        NotificationKind.ROLE_CHANGED,
                        role.team().id(),
                        role.team().id().value(),
                        cause,
                        role.team().name(),
                        role.role().name(),
                        by));
            case AccessChanged.Removed removed ->
                Optional.of(News.plain(
                        NotificationKind.REMOVED,
                        Optional.empty(),
                        cause,
                        removed.team().name(),
                        by));
            case AccessChanged.Administrator admin ->
                Optional.of(News.plain(
                        admin.admin() ? NotificationKind.ADMIN_GIVEN : NotificationKind.ADMIN_TAKEN,
                        Optional.empty(),
                        cause,
                        by));
            case AccessChanged.Disabled disabled -> Optional.<News>empty();
        };
        news.ifPresent(told -> notifier.tell(change.user(), told));
    }

    /** What was told in a team is not kept for who has left it, and nothing for who cannot sign in. */
    private void forget(AccessChanged change) {
        switch (change) {
            case AccessChanged.Removed removed ->
                notifications.deleteAll(removed.user(), removed.team().id());
            case AccessChanged.Disabled disabled -> notifications.deleteAll(disabled.user());
            case AccessChanged.InTeam role -> {}
            case AccessChanged.Administrator admin -> {}
        }
    }
}
