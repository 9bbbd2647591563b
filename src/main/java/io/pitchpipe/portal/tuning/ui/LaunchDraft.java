package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.server.VaadinSession;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.tuning.LaunchTuning;
import io.pitchpipe.portal.tuning.Preset;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has been filled in so far; kept in the session, so that a reload, a detour or a second thought loses nothing. */
final class LaunchDraft implements Serializable {

    private static final long serialVersionUID = 1L;

    private final UUID team;

    /** One per form: the button pressed twice, or in two tabs of this draft, launches once. */
    UUID formToken = UUID.randomUUID();

    /** What this was filled from, so that a reload does not fill it again over what was changed. */
    @Nullable
    String retuneOf;

    private @Nullable UUID dataset;
    private @Nullable UUID version;

    @Nullable
    String base;

    String name = "";

    /** The user has typed the name; it no longer follows the dataset. */
    boolean nameTyped;

    String preamble = "";
    Preset preset = Preset.BALANCED;
    boolean advanced;

    @Nullable
    Integer epochs;

    @Nullable
    Integer batch;

    @Nullable
    Double rate;

    @Nullable
    Double multiplier;

    /** Percent of the examples; null for the default. */
    @Nullable
    Integer heldOut;

    /** Null for the default, which goes by how much is held out. */
    @Nullable
    Boolean keepBest;

    /** Epochs; null for never. */
    @Nullable
    Integer patience;

    private LaunchDraft(TeamId team) {
        this.team = team.value();
    }

    static LaunchDraft of(VaadinSession session, TeamId team) {
        var kept = session.getAttribute(LaunchDraft.class);
        if (kept != null && kept.team.equals(team.value())) {
            return kept;
        }
        return fresh(session, team, kept != null && kept.advanced);
    }

    /** After a launch: empty again, but for the way of choosing settings. */
    static LaunchDraft fresh(VaadinSession session, TeamId team, boolean advanced) {
        var draft = new LaunchDraft(team);
        draft.advanced = advanced;
        session.setAttribute(LaunchDraft.class, draft);
        return draft;
    }

    @Nullable
    DatasetId dataset() {
        return dataset == null ? null : new DatasetId(dataset);
    }

    @Nullable
    VersionId version() {
        return version == null ? null : new VersionId(version);
    }

    void choose(@Nullable DatasetId dataset, @Nullable VersionId version) {
        this.dataset = dataset == null ? null : dataset.value();
        this.version = version == null ? null : version.value();
    }

    /** "numbers" becomes "numbers 2", and that "numbers 3". */
    static String successor(String name) {
        var number = name.matches(".* [0-9]{1,4}") ? Integer.parseInt(name.substring(name.lastIndexOf(' ') + 1)) : 1;
        var stem = number == 1 ? name : name.substring(0, name.lastIndexOf(' '));
        var tail = " " + (number + 1);
        return cut(stem, LaunchTuning.MAX_NAME - tail.length()) + tail;
    }

    /** At most so many code points of a text. */
    static String cut(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints)).strip();
    }
}
