package io.pitchpipe.portal.playground.ui;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.playground.PlaygroundDraft;
import io.pitchpipe.portal.playground.PlaygroundDrafts;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** Keeps what is on the page each time it is another. */
final class DraftKeeper {

    private static final Logger log = LoggerFactory.getLogger(DraftKeeper.class);

    private final PlaygroundDrafts drafts;
    private final TeamId team;
    private @Nullable PlaygroundDraft kept;
    private boolean begun;

    DraftKeeper(PlaygroundDrafts drafts, TeamId team) {
        this.drafts = drafts;
        this.team = team;
    }

    /** The page has what it begins with: from here on it is the person who changes it. */
    void begin() {
        begun = true;
    }

    boolean hasBegun() {
        return begun;
    }

    void keep(Supplier<PlaygroundDraft> draft) {
        var now = draft.get();
        if (now.equals(kept)) {
            return;
        }
        try {
            drafts.keep(team, now);
            kept = now;
        } catch (DataAccessException away) {
            // A draft is a convenience: without it the page goes on. Another page of the same person may be at it just
            // now.
            log.warn("A draft of the playground is not kept: {}", away.toString());
        }
    }

    /** It was deleted with the history. */
    void forget() {
        kept = null;
    }
}
