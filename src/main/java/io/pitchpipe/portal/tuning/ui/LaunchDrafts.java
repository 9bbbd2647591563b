package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.server.VaadinSession;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetId;
import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The drafts of a session, one for each dataset and one for each retune: what is left unfinished for one never turns up in another. The least recently
 * opened are forgotten beyond {@value #MAX_DRAFTS}.
 */
final class LaunchDrafts implements Serializable {

    private static final long serialVersionUID = 1L;

    static final int MAX_DRAFTS = 20;

    /** What a draft is for, in the order in which they were last opened. */
    private final Map<String, LaunchDraft> drafts = new LinkedHashMap<>();

    private LaunchDrafts() {}

    static LaunchDrafts of(VaadinSession session) {
        var kept = session.getAttribute(LaunchDrafts.class);
        if (kept == null) {
            kept = new LaunchDrafts();
            session.setAttribute(LaunchDrafts.class, kept);
        }
        return kept;
    }

    /** @param asked the job and what the address asks to change, so that another suggestion is another draft */
    LaunchDraft ofRetune(TeamId team, String asked, Supplier<LaunchDraft> filled) {
        return open(team.value() + " retune " + asked, filled);
    }

    LaunchDraft ofDataset(TeamId team, DatasetId dataset) {
        return open(key(team, dataset), () -> {
            var draft = new LaunchDraft(false);
            draft.choose(dataset, null);
            return draft;
        });
    }

    /** The dataset's draft that was opened last, or an empty one that is for no dataset yet. */
    LaunchDraft latest(TeamId team) {
        return drafts.entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(prefix(team)))
                .map(Map.Entry::getValue)
                .filter(LaunchDraft::isChanged)
                .reduce((earlier, later) -> later)
                .orElseGet(() -> new LaunchDraft(false));
    }

    /** The form of a new tuning has now this dataset: what is filled in goes along, for the person sees it and chose so. */
    void move(TeamId team, LaunchDraft draft, @Nullable DatasetId dataset) {
        if (draft.isRetune()) {
            return;
        }
        remove(draft);
        if (dataset != null) {
            put(key(team, dataset), draft);
        }
    }

    void remove(LaunchDraft draft) {
        drafts.values().removeIf(each -> each == draft);
    }

    private LaunchDraft open(String key, Supplier<LaunchDraft> made) {
        var draft = Optional.ofNullable(drafts.get(key)).orElseGet(made);
        draft.dropRefused();
        put(key, draft);
        return draft;
    }

    private void put(String key, LaunchDraft draft) {
        drafts.remove(key);
        drafts.put(key, draft);
        if (drafts.size() > MAX_DRAFTS) {
            drafts.remove(drafts.keySet().iterator().next());
        }
    }

    private static String prefix(TeamId team) {
        return team.value() + " dataset ";
    }

    private static String key(TeamId team, DatasetId dataset) {
        return prefix(team) + dataset.value();
    }
}
