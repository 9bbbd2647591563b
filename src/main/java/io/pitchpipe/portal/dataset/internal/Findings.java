package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.ValidationReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjLongConsumer;

/** Collects findings: counts them all, keeps the first of each code, so that a file of nothing but errors takes no more memory. */
final class Findings {

    private final Map<FindingCode, Long> counts = new EnumMap<>(FindingCode.class);
    private final Map<FindingCode, List<Finding>> kept = new EnumMap<>(FindingCode.class);

    private final ObjLongConsumer<FindingCode> found;

    /** @param found hears of every finding and the number of its row */
    Findings(ObjLongConsumer<FindingCode> found) {
        this.found = found;
    }

    /** Counts a finding; the caller makes the finding itself only if this says that it will be kept. */
    boolean count(FindingCode code, long row) {
        found.accept(code, row);
        return counts.merge(code, 1L, Long::sum) <= ValidationReport.SHOWN;
    }

    void keep(Finding finding) {
        kept.computeIfAbsent(finding.code(), code -> new ArrayList<>()).add(finding);
    }

    void add(Finding finding) {
        if (count(finding.code(), finding.row())) {
            keep(finding);
        }
    }

    ValidationReport report(long accepted, long rejected) {
        var groups = new ArrayList<ValidationReport.Group>();
        counts.forEach((code, count) ->
                groups.add(new ValidationReport.Group(code, count, List.copyOf(kept.getOrDefault(code, List.of())))));
        return new ValidationReport(accepted, rejected, List.copyOf(groups));
    }
}
