package io.pitchpipe.portal.playground.ui;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.playground.AskedPrompt;
import io.pitchpipe.portal.playground.PlaygroundChoices;
import io.pitchpipe.portal.playground.PlaygroundDraft;
import io.pitchpipe.portal.playground.PlaygroundDraft.Shown;
import io.pitchpipe.portal.playground.PlaygroundDrafts;
import io.pitchpipe.portal.playground.PromptService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * All that the page begins with.
 *
 * @param shown the answers that the draft's columns show
 */
record Restored(PlaygroundChoices choices, Optional<PlaygroundDraft> draft, Map<Shown, AskedPrompt> shown) {

    private static final int LOOKS = 10;
    private static final Duration BETWEEN = Duration.ofMillis(300);

    /** Blocks on the network. */
    static Restored load(PromptService prompts, PlaygroundDrafts drafts, TeamId team) {
        var choices = prompts.choices(team);
        var draft = drafts.find(team);
        var shown = new HashMap<Shown, AskedPrompt>();
        draft.stream()
                .flatMap(found -> found.columns().stream())
                .flatMap(column -> column.shown().stream())
                .forEach(each -> drafts.shown(team, each).ifPresent(asked -> shown.put(each, asked)));
        return new Restored(choices, draft, shown);
    }

    /**
     * An answer that was being generated when the page was left: it is stopped then, and comes into the history a moment later. Blocks for that moment.
     *
     * @return empty if it does not come, such as after a restart
     */
    static Optional<AskedPrompt> late(PlaygroundDrafts drafts, TeamId team, Shown shown) {
        for (var look = 0; look < LOOKS; look++) {
            var asked = drafts.shown(team, shown);
            if (asked.isEmpty() || !asked.get().answers().isEmpty()) {
                return asked.filter(found -> !found.answers().isEmpty());
            }
            LockSupport.parkNanos(BETWEEN.toNanos());
        }
        return Optional.empty();
    }
}
