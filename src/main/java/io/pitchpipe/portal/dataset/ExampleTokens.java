package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.TeamId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Counts tokens as a base model does; implemented by the feature that knows base models. All methods block on the network. */
public interface ExampleTokens {

    /**
     * A base model.
     *
     * @param key names it in {@link #count}
     * @param title its name for people; untrusted
     */
    record Base(String key, String title) {}

    /**
     * A row whose example is longer than a base takes.
     *
     * @param row its number, counted from 1
     * @param tokens it has; 0 for one that is too long to be counted
     */
    record TooLong(long row, int tokens) {}

    /**
     * How long the examples are beside what a base takes.
     *
     * @param limit most tokens of an example
     * @param longest tokens of the longest
     * @param tooLong the rows with more, in order
     */
    record Fit(int limit, int longest, List<TooLong> tooLong) {}

    /** The bases of the team's backend; empty if it cannot be reached now. */
    List<Base> bases(TeamId team);

    /** The tokens of one example, chat template included; empty if the backend does not count, or not now. */
    OptionalInt count(TeamId team, String base, Example example);

    /** The base that was last tuned from with a dataset, by its key. */
    Optional<String> lastUsed(TeamId team, DatasetId dataset);

    /** Whether all rows of a version are short enough to tune a base on; empty if the backend does not say, or not now. */
    Optional<Fit> fit(TeamId team, String base, VersionId version);
}
