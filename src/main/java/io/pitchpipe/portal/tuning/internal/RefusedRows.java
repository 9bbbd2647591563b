package io.pitchpipe.portal.tuning.internal;

import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.dataset.DatasetContents;
import io.pitchpipe.portal.tuning.RefusedRow;
import io.pitchpipe.portal.tuning.TuningJob;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * The rows because of which a backend refused a job, by the dataset's own numbers: the backend counts the examples it was sent, and held-out rows are not among them.
 */
@Component
class RefusedRows {

    private static final Pattern FIELD = Pattern.compile(
            "tuned_?[mM]odel\\.tuning_?[tT]ask\\.training_?[dD]ata\\.examples\\.examples\\[(\\d{1,9})].*");

    private static final Pattern NUMBERED = Pattern.compile("\\b([Ee])xample (\\d{1,9})\\b");

    /** Rows that are named; our own server names no more. */
    private static final int MAX_ROWS = 1_000;

    /** As wide as its column. */
    private static final int REASON = 300;

    private final DatasetContents contents;

    RefusedRows(DatasetContents contents) {
        this.contents = contents;
    }

    /** @param sentence what the backend said, with row numbers in place of those of its examples */
    record Named(String sentence, List<RefusedRow> rows) {}

    /** The rows that a refusal names; none if it names no example that was sent. */
    Named named(TuningJob job, ApiFailure.InvalidArgument refused) {
        var said = new TreeMap<Integer, String>();
        for (var violation : refused.violations()) {
            var field = FIELD.matcher(violation.field());
            if (field.matches() && said.size() < MAX_ROWS) {
                said.putIfAbsent(Integer.parseInt(field.group(1)), violation.description());
            }
        }
        if (said.isEmpty()) {
            return new Named(refused.reason(), List.of());
        }
        var rows = rows(job, said);
        return new Named(
                inRows(refused.reason(), rows),
                rows.entrySet().stream()
                        .map(each -> new RefusedRow(each.getValue(), reason(said.getOrDefault(each.getKey(), ""))))
                        .toList());
    }

    /** The row of each example that was sent, by its index. */
    private Map<Integer, Long> rows(TuningJob job, TreeMap<Integer, String> wanted) {
        var rows = new TreeMap<Integer, Long>();
        var source = job.examples();
        var isHeldOut = contents.heldOut(source.version(), source.holdOut());
        try (var examples = contents.examples(source.version()).stream()) {
            var row = 0L;
            var sent = 0;
            for (var each = examples.iterator(); each.hasNext() && rows.size() < wanted.size(); ) {
                var example = each.next();
                row++;
                if (isHeldOut.test(example)) {
                    continue;
                }
                if (wanted.containsKey(sent)) {
                    rows.put(sent, row);
                }
                sent++;
            }
        }
        return rows;
    }

    private static String inRows(String sentence, Map<Integer, Long> rows) {
        return NUMBERED.matcher(sentence).replaceAll(found -> {
            var row = rows.get(Integer.parseInt(found.group(2)) - 1);
            return row == null ? found.group() : (found.group(1).equals("E") ? "Row " : "row ") + row;
        });
    }

    /** Without the number, which is the backend's. */
    private static String reason(String description) {
        var bare = description.replaceFirst("^Example \\d{1,9}: ", "");
        return bare.length() <= REASON ? bare : bare.substring(0, REASON - 1) + "…";
    }
}
