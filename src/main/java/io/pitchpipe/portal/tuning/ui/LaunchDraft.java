package io.pitchpipe.portal.tuning.ui;

import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.tuning.HeldOutUse;
import io.pitchpipe.portal.tuning.Preset;
import io.pitchpipe.portal.tuning.TuningSettings;
import java.io.Serializable;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What has been filled in so far; kept in the session by {@link LaunchDrafts}, so that a reload, a detour or a second thought loses nothing. */
final class LaunchDraft implements Serializable {

    private static final long serialVersionUID = 1L;

    private final boolean retune;
    private @Nullable Instant changedAt;

    /** One per form: the button pressed twice, or in two tabs of this draft, launches once. */
    UUID formToken = UUID.randomUUID();

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

    LaunchDraft(boolean retune) {
        this.retune = retune;
        this.advanced = retune;
    }

    boolean isRetune() {
        return retune;
    }

    /** Somebody has filled something in: from here on it is a draft, and is called so. */
    void changed() {
        changedAt = Instant.now();
    }

    boolean isChanged() {
        return changedAt != null;
    }

    /** When somebody changed it last; null while nobody has. */
    @Nullable
    Instant changedAt() {
        return changedAt;
    }

    /** Settings that no tuning can have are not kept: a form that is opened again begins without an error. */
    void dropRefused() {
        epochs = within(epochs, 1, TuningSettings.MAX_EPOCHS);
        batch = within(batch, 1, TuningSettings.MAX_BATCH);
        heldOut = within(heldOut, 0, HoldOut.MOST);
        patience = within(patience, 0, HeldOutUse.MOST);
        if (rate != null && !(rate > 0 && rate <= TuningSettings.MAX_RATE)) {
            rate = null;
        }
        if (multiplier != null && (rate != null || !(multiplier > 0))) {
            multiplier = null;
        }
    }

    private static @Nullable Integer within(@Nullable Integer value, int least, int largest) {
        return value == null || value < least || value > largest ? null : value;
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

    /** At most so many code points of a text. */
    static String cut(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints)).strip();
    }
}
