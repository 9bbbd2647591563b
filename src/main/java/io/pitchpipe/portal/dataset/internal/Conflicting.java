package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Conflict;
import io.pitchpipe.portal.dataset.Conflict.Answer;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Finding;
import io.pitchpipe.portal.dataset.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Puts together what conflicts: each input once, with all its outputs and where they are. Goes through the version once. */
@Component
public class Conflicting {

    /** Characters that are shown of a text. */
    private static final int SHOWN = 1_000;

    private final RowReading rows;

    Conflicting(RowReading rows) {
        this.rows = rows;
    }

    /** @param found what the check found, in the order of the rows; as much of it as a report keeps */
    public List<Conflict> conflicts(DatasetVersion version, List<Finding> found) {
        var numbers = found.stream().map(Finding::row).toList();
        var inputs = new LinkedHashMap<String, Outputs>();
        rows.at(version.dataset(), version.id(), numbers).stream()
                .map(row -> row.example().input())
                .distinct()
                .forEach(input -> inputs.put(input, new Outputs()));
        if (inputs.isEmpty()) {
            return List.of();
        }
        try (var examples = rows.stream(version.dataset(), version.id())) {
            var number = 0L;
            for (var each = examples.iterator(); each.hasNext(); ) {
                var example = each.next();
                number++;
                var outputs = inputs.get(example.input());
                if (outputs != null) {
                    outputs.add(new Row(number, example));
                }
            }
        }
        return inputs.entrySet().stream()
                .map(each -> each.getValue().conflict(each.getKey()))
                .toList();
    }

    /** The outputs of one input. */
    private static final class Outputs {

        private final Map<String, Rows> known = new LinkedHashMap<>();
        private long others;

        void add(Row row) {
            var output = row.example().output();
            if (!known.containsKey(output) && known.size() == Conflict.ANSWERS) {
                others++;
                return;
            }
            known.computeIfAbsent(output, first -> new Rows()).add(row.number());
        }

        Conflict conflict(String input) {
            var answers = known.entrySet().stream()
                    .map(each ->
                            new Answer(Excerpt.of(each.getKey(), SHOWN), each.getValue().count, each.getValue().first))
                    .toList();
            var meanings = known.keySet().stream().map(Normal::of).distinct().count();
            return new Conflict(Excerpt.of(input, SHOWN), answers, others, others == 0 && meanings == 1);
        }
    }

    private static final class Rows {

        private final List<Long> first = new ArrayList<>();
        private long count;

        void add(long number) {
            count++;
            if (first.size() < Conflict.ROWS) {
                first.add(number);
            }
        }
    }
}
