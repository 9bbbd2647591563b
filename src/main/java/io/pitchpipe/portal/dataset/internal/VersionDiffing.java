package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Row;
import io.pitchpipe.portal.dataset.VersionDiff;
import io.pitchpipe.portal.dataset.VersionDiff.Change;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;

/**
 * Compares two versions of one dataset. Chunks that both have are not read, so an edit costs the chunk it touched; of the others each
 * row is looked up by the hash of its line, with how often it is there, wherever it stands.
 */
@Component
public class VersionDiffing {

    private final ChunkIndex index;
    private final RowReading rows;

    VersionDiffing(ChunkIndex index, RowReading rows) {
        this.index = index;
        this.rows = rows;
    }

    public VersionDiff diff(DatasetVersion before, DatasetVersion after) {
        var old = index.entries(before.id(), 0, Long.MAX_VALUE);
        var fresh = index.entries(after.id(), 0, Long.MAX_VALUE);
        var oldOnly = without(old, fresh);
        var freshOnly = without(fresh, old);
        var removed = missing(before, oldOnly, freshOnly);
        var added = missing(after, freshOnly, oldOnly);
        return paired(removed, added);
    }

    /** The entries whose chunks the others do not have, or have less often. */
    private static List<ChunkIndex.Entry> without(List<ChunkIndex.Entry> entries, List<ChunkIndex.Entry> others) {
        var digests = new HashMap<String, Integer>();
        others.forEach(other -> digests.merge(other.digest(), 1, Integer::sum));
        return entries.stream()
                .filter(entry -> digests.merge(entry.digest(), -1, Integer::sum) < 0)
                .toList();
    }

    /** @param count how many there are; {@code rows} has the first of them */
    private record Missing(long count, List<Row> rows) {}

    private interface Line {
        void at(long number, byte[] content, int from, int to);
    }

    private Missing missing(DatasetVersion version, List<ChunkIndex.Entry> here, List<ChunkIndex.Entry> there) {
        var bag = new HashBag();
        lines(version, there, (number, content, from, to) -> bag.add(Hash.of(content, from, to)));
        bag.settle();
        var rows = new ArrayList<Row>();
        var count = new long[1];
        lines(version, here, (number, content, from, to) -> {
            if (!bag.take(Hash.of(content, from, to))) {
                count[0]++;
                if (rows.size() < VersionDiff.COMPARED) {
                    rows.add(new Row(number, CanonicalLine.parse(content, from, to)));
                }
            }
        });
        return new Missing(count[0], rows);
    }

    private void lines(DatasetVersion version, List<ChunkIndex.Entry> entries, Line reader) {
        var contents = rows.contents(version.dataset(), entries.iterator());
        while (contents.hasNext()) {
            var chunk = contents.next();
            var content = chunk.content();
            var number = chunk.entry().firstRow();
            for (int from = 0, to; from < content.length; from = to) {
                to = RowReading.lineEnd(content, from);
                reader.at(++number, content, from, to);
            }
        }
    }

    private static VersionDiff paired(Missing removed, Missing added) {
        var changes = new ArrayList<Change>();
        var open = new ArrayList<>(removed.rows());
        var left = pair(open, added.rows(), row -> row.example().input(), changes);
        left = pair(open, left, Row::number, changes);
        long changed = changes.size();
        open.forEach(row -> changes.add(new Change(Optional.of(row), Optional.empty())));
        left.forEach(row -> changes.add(new Change(Optional.empty(), Optional.of(row))));
        changes.sort(Comparator.comparingLong(VersionDiffing::place));
        var shown = List.copyOf(changes.subList(0, Math.min(VersionDiff.SHOWN, changes.size())));
        return new VersionDiff(added.count() - changed, removed.count() - changed, changed, shown);
    }

    private static long place(Change change) {
        return change.after().or(change::before).map(Row::number).orElseThrow();
    }

    /** Moves what has the same key from both sides to {@code changes}. @return what is left of {@code added} */
    private static <K> List<Row> pair(List<Row> removed, List<Row> added, Function<Row, K> key, List<Change> changes) {
        Map<K, Row> byKey = new HashMap<>();
        removed.forEach(row -> byKey.putIfAbsent(key.apply(row), row));
        var taken = new HashSet<Row>();
        var left = new ArrayList<Row>();
        for (var row : added) {
            var before = byKey.remove(key.apply(row));
            if (before == null) {
                left.add(row);
            } else {
                taken.add(before);
                changes.add(new Change(Optional.of(before), Optional.of(row)));
            }
        }
        removed.removeIf(taken::contains);
        return left;
    }
}
