package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.ValidationReport;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;

/** Rows that are a finding only if the whole shows it: a bit for each, and the beginnings of the first. */
final class Suspects {

    private final FindingCode code;
    private final BitSet rows = new BitSet();
    private final List<String> excerpts = new ArrayList<>();
    private int count;

    Suspects(FindingCode code) {
        this.code = code;
    }

    /** @param row rising from call to call */
    void add(long row, String text) {
        rows.set(Math.toIntExact(row));
        count++;
        if (excerpts.size() < ValidationReport.SHOWN) {
            excerpts.add(Excerpt.of(text.strip()));
        }
    }

    int count() {
        return count;
    }

    void tell(Consumer<Finding> findings, String... details) {
        var ordinal = 0;
        for (var row = rows.nextSetBit(0); row >= 0; row = rows.nextSetBit(row + 1)) {
            var excerpt = ordinal < excerpts.size() ? excerpts.get(ordinal) : "";
            findings.accept(new Finding(code, row, 0, excerpt, List.of(details)));
            ordinal++;
        }
    }
}
