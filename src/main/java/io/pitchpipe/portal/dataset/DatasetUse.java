package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.TeamId;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What other features have made of a dataset, for its tab "Used by". Every bean of this type is asked; none is fine. */
public interface DatasetUse {

    /** The uses of any version of the dataset within the team, the latest first; at most 100. */
    List<Use> uses(TeamId team, DatasetId dataset);

    /** All versions of the dataset that something was made of, however many. */
    Set<VersionId> versions(TeamId team, DatasetId dataset);

    /**
     * One use.
     *
     * @param title its name, such as a model's; untrusted
     * @param version the version it was made from
     * @param status its state in words, such as "Ready"; asked when it is shown, on the UI thread and in the viewer's language
     * @param path where it is, such as {@code models/4711}; no slash in front
     */
    record Use(String title, VersionId version, Supplier<String> status, String path, Instant at) {}
}
