package io.pitchpipe.portal.dataset.ui;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetRows;
import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.FixPreview;
import io.pitchpipe.portal.dataset.VersionId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What several fixes do.
 *
 * @param each what each does alone; one after another they may find less, for a row that was dropped needs no other fix
 * @param together what comes of all
 */
record AllFixes(Map<Fix, FixPreview> each, FixPreview together) {

    static AllFixes preview(DatasetRows rows, TeamId team, VersionId version, Set<Fix> fixes) {
        var each = new LinkedHashMap<Fix, FixPreview>();
        new TreeSet<>(fixes).forEach(fix -> each.put(fix, rows.preview(team, version, Set.of(fix))));
        return new AllFixes(each, rows.preview(team, version, fixes));
    }
}
