package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.Row;
import io.pitchpipe.portal.dataset.VersionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Component;

/** Reads rows back out of chunks: a page at a time, or all of them lazily. */
@Component
public class RowReading {

    private final ChunkRepository chunks;
    private final ChunkIndex index;

    RowReading(ChunkRepository chunks, ChunkIndex index) {
        this.chunks = chunks;
        this.index = index;
    }

    /** Rows {@code offset} (from 0) and up to {@code limit - 1} after it; touches only the chunks they lie in. */
    public List<Row> page(DatasetId dataset, VersionId version, long offset, int limit) {
        var page = new ArrayList<Row>();
        var end = offset + limit;
        var contents = contents(dataset, index.entries(version, offset, end).iterator());
        while (contents.hasNext()) {
            var chunk = contents.next();
            var content = chunk.content();
            var row = chunk.entry().firstRow();
            for (int from = 0, to; from < content.length && row < end; from = to, row++) {
                to = lineEnd(content, from);
                if (row >= offset) {
                    page.add(new Row(row + 1, CanonicalLine.parse(content, from, to)));
                }
            }
        }
        return page;
    }

    /** The rows of these numbers, counted from 1 and rising; touches only the chunks they lie in. */
    public List<Row> at(DatasetId dataset, VersionId version, List<Long> numbers) {
        var found = new ArrayList<Row>();
        for (var next = 0; next < numbers.size(); ) {
            var entry = index.entries(version, numbers.get(next) - 1, numbers.get(next)).stream()
                    .findFirst();
            if (entry.isEmpty()) {
                return found;
            }
            var content = chunks.content(dataset, entry.get());
            var row = entry.get().firstRow() + 1;
            for (int from = 0, to; from < content.length && next < numbers.size(); from = to, row++) {
                to = lineEnd(content, from);
                if (row == numbers.get(next)) {
                    found.add(new Row(row, CanonicalLine.parse(content, from, to)));
                    next++;
                }
            }
        }
        return found;
    }

    /** The chunks of these entries, in order. */
    ChunksAhead contents(DatasetId dataset, Iterator<ChunkIndex.Entry> entries) {
        return new ChunksAhead(entries, entry -> chunks.content(dataset, entry));
    }

    /** All examples in order; a chunk is read when its first example is asked for. */
    public Stream<Example> stream(DatasetId dataset, VersionId version) {
        var iterator = new Iterator<Example>() {
            private final ArrayDeque<Example> ready = new ArrayDeque<>();
            private final ChunksAhead contents = contents(dataset, index.walk(version));

            @Override
            public boolean hasNext() {
                while (ready.isEmpty() && contents.hasNext()) {
                    var content = contents.next().content();
                    for (int from = 0, to; from < content.length; from = to) {
                        to = lineEnd(content, from);
                        ready.add(CanonicalLine.parse(content, from, to));
                    }
                }
                return !ready.isEmpty();
            }

            @Override
            public Example next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.remove();
            }
        };
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    /** The canonical bytes of a version, as one stream of lines; one chunk at a time is in memory, or a few of a bucket's. */
    PartStream bytes(DatasetId dataset, VersionId version) {
        var contents = contents(dataset, index.walk(version));
        return new PartStream(number -> contents.hasNext() ? contents.next().content() : null);
    }

    static int lineEnd(byte[] content, int from) {
        var at = from;
        while (at < content.length && content[at] != '\n') {
            at++;
        }
        return Math.min(at + 1, content.length);
    }
}
