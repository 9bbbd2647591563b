package io.pitchpipe.portal.notification;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.SignedIn;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.notification.internal.NotificationRepository;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The caller's own notifications, and no one else's. Those of a team that they are no longer in are not there for them: not in a list,
 * not in a count, and not by their id.
 */
@Service
public class NotificationService {

    private static final int PAGE = 200;

    private final NotificationRepository notifications;
    private final CurrentUser currentUser;
    private final Changes changes;
    private final Clock clock;

    NotificationService(NotificationRepository notifications, CurrentUser currentUser, Changes changes, Clock clock) {
        this.notifications = notifications;
        this.currentUser = currentUser;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * A page, the latest first.
     *
     * @param before only those with a smaller id: the last one of the page before
     * @param limit 200 at most
     */
    @SignedIn
    public List<Notification> page(boolean unreadOnly, Optional<Long> before, int limit) {
        return notifications.page(
                currentUser.id(), unreadOnly, before.orElse(Long.MAX_VALUE), Math.clamp(limit, 1, PAGE));
    }

    /** Those that came after one, the latest first; for a page that is open. */
    @SignedIn
    public List<Notification> after(long id, int limit) {
        return notifications.after(currentUser.id(), id, Math.clamp(limit, 1, PAGE));
    }

    /** How many are unread. */
    @SignedIn
    public int unread() {
        return notifications.unread(currentUser.id());
    }

    /** The id of the latest one; 0 if there is none. */
    @SignedIn
    public long latest() {
        return page(false, Optional.empty(), 1).stream()
                .mapToLong(Notification::id)
                .findFirst()
                .orElse(0);
    }

    /** Marks one as read and returns it; empty if it is gone, or was never the caller's. */
    @SignedIn
    @Transactional
    public Optional<Notification> open(long id) {
        var found = notifications.find(currentUser.id(), id);
        if (found.filter(Notification::unread).isPresent()) {
            mark(id, true);
        }
        return found;
    }

    /** Marks one as read or unread; nothing happens if it is gone. */
    @SignedIn
    @Transactional
    public void mark(long id, boolean read) {
        if (notifications.mark(currentUser.id(), id, read ? clock.instant() : null)) {
            changes.bump(Notification.topic(currentUser.id()));
        }
    }

    @SignedIn
    @Transactional
    public void markAllRead() {
        if (notifications.markAllRead(currentUser.id(), clock.instant()) > 0) {
            changes.bump(Notification.topic(currentUser.id()));
        }
    }

    /** Nothing happens if it is gone already. */
    @SignedIn
    @Transactional
    public void delete(long id) {
        if (notifications.delete(currentUser.id(), id)) {
            changes.bump(Notification.topic(currentUser.id()));
        }
    }
}
