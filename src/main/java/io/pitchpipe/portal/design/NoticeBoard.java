package io.pitchpipe.portal.design;

import com.vaadin.flow.server.VaadinSession;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the bell shows: the last notices of this session, newest first, and how many of them are unread. Guarded by the session lock. */
final class NoticeBoard {

    private static final int KEPT = 30;

    record Notice(String text, @Nullable String route, Instant at) {}

    private final ArrayDeque<Notice> notices = new ArrayDeque<>();
    private int unread;

    private NoticeBoard() {}

    static NoticeBoard of(VaadinSession session) {
        var board = session.getAttribute(NoticeBoard.class);
        if (board == null) {
            board = new NoticeBoard();
            session.setAttribute(NoticeBoard.class, board);
        }
        return board;
    }

    void add(String text, @Nullable String route) {
        notices.addFirst(new Notice(text, route, Instant.now()));
        if (notices.size() > KEPT) {
            notices.removeLast();
        }
        unread = Math.min(unread + 1, KEPT);
    }

    int unread() {
        return unread;
    }

    List<Notice> read() {
        unread = 0;
        return List.copyOf(notices);
    }
}
