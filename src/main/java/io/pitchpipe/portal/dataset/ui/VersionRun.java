package io.pitchpipe.portal.dataset.ui;

import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.VersionChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Versions that one person made by small changes within a minute.
 *
 * @param newest what came of them
 * @param others those before it, the latest first; empty if there are too few to be worth folding
 */
record VersionRun(DatasetVersion newest, List<DatasetVersion> others) {

    private static final Duration SPAN = Duration.ofMinutes(1);

    /** A single line is no shorter than the line that would stand for it. */
    private static final int WORTH_FOLDING = 2;

    private static final Set<VersionChange.Kind> SMALL = Set.of(
            VersionChange.Kind.EDITED,
            VersionChange.Kind.ADDED,
            VersionChange.Kind.DELETED,
            VersionChange.Kind.FIXED,
            VersionChange.Kind.RESTORED);

    /** @param versions the newest first */
    static List<VersionRun> of(List<DatasetVersion> versions) {
        var runs = new ArrayList<VersionRun>();
        for (var at = 0; at < versions.size(); ) {
            var newest = versions.get(at);
            var end = at + 1;
            while (end < versions.size() && belong(newest, versions.get(end))) {
                end++;
            }
            if (end - at - 1 < WORTH_FOLDING) {
                end = at + 1;
            }
            runs.add(new VersionRun(newest, List.copyOf(versions.subList(at + 1, end))));
            at = end;
        }
        return runs;
    }

    private static boolean belong(DatasetVersion newest, DatasetVersion other) {
        return other.by().equals(newest.by())
                && SMALL.contains(newest.change().kind())
                && SMALL.contains(other.change().kind())
                && other.state().readable()
                && Duration.between(other.at(), newest.at()).compareTo(SPAN) <= 0;
    }
}
