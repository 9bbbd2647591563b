package io.pitchpipe.portal.catalog;

import io.pitchpipe.portal.common.TeamId;
import java.util.Collection;
import java.util.Map;

/** A few words on each of a team's ready models, such as how many examples it got right; implemented by a feature above this one. */
public interface ModelRemarks {

    /**
     * A remark, as a key of the bundle of texts, whose placeholders are the first two counts.
     *
     * @param right how many of the examples asked it had right
     * @param base how many of them the base model had right
     * @param common how many of them always giving the most frequent answer would have right; 0 if there is none
     * @param heldOut whether these were held out of training
     */
    record Remark(String key, int right, int asked, int base, int common, boolean heldOut) {

        /** The share that is right, 0 to 1. */
        public double share() {
            return asked == 0 ? 0 : (double) right / asked;
        }
    }

    /**
     * Remarks on those models, own and shared ones, that there is something to say of; called on the UI thread, so it reads no more than
     * a database.
     */
    Map<ModelId, Remark> of(TeamId team, Collection<ModelId> models);
}
