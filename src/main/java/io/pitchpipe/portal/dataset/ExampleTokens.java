package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.TeamId;
import java.util.List;
import java.util.OptionalInt;

/** Counts tokens as a base model does; implemented by the feature that knows base models. Both methods block on the network. */
public interface ExampleTokens {

    /**
     * A base model.
     *
     * @param key names it in {@link #count}
     * @param title its name for people; untrusted
     */
    record Base(String key, String title) {}

    /** The bases of the team's backend; empty if it cannot be reached now. */
    List<Base> bases(TeamId team);

    /** The tokens of one example, chat template included; empty if the backend does not count, or not now. */
    OptionalInt count(TeamId team, String base, Example example);
}
