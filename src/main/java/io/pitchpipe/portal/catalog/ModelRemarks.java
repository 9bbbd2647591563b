package io.pitchpipe.portal.catalog;

import io.pitchpipe.portal.common.TeamId;
import java.util.Collection;
import java.util.Map;

/** A few words on each of a team's ready models, such as how many examples it got right; implemented by a feature above this one. */
public interface ModelRemarks {

    /**
     * A remark, as a key of the bundle of texts.
     *
     * @param arguments what the sentence's placeholders stand for
     */
    record Remark(String key, Object... arguments) {}

    /** Remarks on those models that there is something to say of; called on the UI thread, so it reads no more than a database. */
    Map<ModelId, Remark> of(TeamId team, Collection<ModelId> models);
}
