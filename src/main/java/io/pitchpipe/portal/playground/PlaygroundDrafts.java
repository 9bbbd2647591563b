package io.pitchpipe.portal.playground;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.Limits;
import io.pitchpipe.portal.playground.internal.DraftRepository;
import io.pitchpipe.portal.playground.internal.PromptRepository;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** What each person has on their playground, kept in the database: private to them, and deleted with their history. */
@Service
public class PlaygroundDrafts {

    private static final int MAX_FIELDS = 100;
    private static final int MAX_COLUMNS = 10;

    private final DraftRepository drafts;
    private final PromptRepository prompts;
    private final CurrentUser currentUser;

    PlaygroundDrafts(DraftRepository drafts, PromptRepository prompts, CurrentUser currentUser) {
        this.drafts = drafts;
        this.prompts = prompts;
        this.currentUser = currentUser;
    }

    /** The caller's own draft in this team; empty if there is none. */
    @TeamViewer
    public Optional<PlaygroundDraft> find(TeamId team) {
        return drafts.find(team, currentUser.id());
    }

    /** Keeps the caller's draft in this team in place of the one before; texts beyond what can be sent are cut. */
    @TeamViewer
    public void keep(TeamId team, PlaygroundDraft draft) {
        var fields = new LinkedHashMap<String, String>();
        draft.fields().entrySet().stream()
                .limit(MAX_FIELDS)
                .forEach(field -> fields.put(field.getKey(), sendable(field.getValue())));
        drafts.replace(
                team,
                currentUser.id(),
                new PlaygroundDraft(
                        sendable(draft.prompt()),
                        fields,
                        draft.settings(),
                        draft.advanced(),
                        draft.panel(),
                        draft.columns().stream().limit(MAX_COLUMNS).toList()));
    }

    private static String sendable(String text) {
        return text.codePointCount(0, text.length()) <= Limits.INPUT_CHARACTERS
                ? text
                : text.substring(0, text.offsetByCodePoints(0, Limits.INPUT_CHARACTERS));
    }

    /** A prompt of the caller's with one of its answers alone, or none while it has not ended; empty if there is no such prompt. */
    @TeamViewer
    public Optional<AskedPrompt> shown(TeamId team, PlaygroundDraft.Shown shown) {
        return prompts.find(shown.prompt(), team, currentUser.id(), shown.ordinal());
    }
}
