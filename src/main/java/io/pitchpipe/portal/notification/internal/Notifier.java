package io.pitchpipe.portal.notification.internal;

import io.pitchpipe.portal.account.People;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.notification.Notification;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes notifications in the transaction of what they are about: neither is there without the other. */
@Component
class Notifier {

    private final NotificationRepository notifications;
    private final People people;
    private final Changes changes;
    private final Clock clock;

    Notifier(NotificationRepository notifications, People people, Changes changes, Clock clock) {
        this.notifications = notifications;
        this.people = people;
        this.changes = changes;
        this.clock = clock;
    }

    /** Tells one person, if they may still sign in. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(UserId user, News news) {
        if (people.active(user)) {
            tell(List.of(user), news);
        }
    }

    /** Tells every member of a team, but not the one who did it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tellMembers(TeamId team, Optional<UserId> except, News news) {
        tell(
                people.members(team).stream()
                        .filter(member -> !except.equals(Optional.of(member)))
                        .toList(),
                news);
    }

    private void tell(Collection<UserId> users, News news) {
        var now = clock.instant();
        for (var user : users) {
            if (notifications.insert(user, news, now)) {
                Bumps.ofThisTransaction(changes).add(user);
            }
        }
    }

    /**
     * The people whose topics rise with a transaction. They rise at its end and in order: the topic is a row that is held up to the
     * commit, and two transactions that took the rows of two people in turn would wait for each other.
     */
    private static final class Bumps implements TransactionSynchronization {

        private final Changes changes;
        private final Set<String> topics = new TreeSet<>();

        private Bumps(Changes changes) {
            this.changes = changes;
        }

        static Bumps ofThisTransaction(Changes changes) {
            return TransactionSynchronizationManager.getSynchronizations().stream()
                    .filter(Bumps.class::isInstance)
                    .map(Bumps.class::cast)
                    .findFirst()
                    .orElseGet(() -> {
                        var bumps = new Bumps(changes);
                        TransactionSynchronizationManager.registerSynchronization(bumps);
                        return bumps;
                    });
        }

        void add(UserId user) {
            topics.add(Notification.topic(user));
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            topics.forEach(changes::bump);
        }
    }
}
