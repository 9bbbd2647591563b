package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Limits;
import io.pitchpipe.portal.dataset.UnkeepableRowException;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.internal.ChunkStore.Brought;
import io.pitchpipe.portal.dataset.internal.ChunkStore.Chunk;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/**
 * Writes the chunks anew that an edit touches. In two steps: the contents, made from those of the version that is edited and {@linkplain
 * ChunkStore#bring brought} in no transaction, and then, in the transaction of the new version, which has the index of the old one by
 * then, their rows and entries. The second step is what the methods return.
 */
@Component
class Rewriting {

    private final ChunkRepository chunks;
    private final ChunkIndex index;
    private final Quotas quotas;

    Rewriting(ChunkRepository chunks, ChunkIndex index, Quotas quotas) {
        this.chunks = chunks;
        this.index = index;
        this.quotas = quotas;
    }

    /** @param before the row that was there */
    record Replacing(Consumer<VersionId> change, Example before) {}

    /** Replaces the row of that number, counted from 1. */
    Replacing replace(DatasetVersion base, long row, Example with) {
        var line = line(with);
        var entry = entry(base, row);
        var content = chunks.content(base.dataset(), entry);
        var from = 0;
        for (var at = entry.firstRow(); at < row - 1; at++) {
            from = RowReading.lineEnd(content, from);
        }
        var rest = RowReading.lineEnd(content, from);
        var mended = new ByteArrayOutputStream(content.length + line.length);
        mended.write(content, 0, from);
        mended.writeBytes(line);
        mended.write(content, rest, content.length - rest);
        var rewrite = rewrite(base, entry, mended.toByteArray(), entry.rows());
        return new Replacing(
                version -> apply(rewrite, version, base.dataset()), CanonicalLine.parse(content, from, rest));
    }

    /** Adds a row at the end. */
    Consumer<VersionId> add(DatasetVersion base, Example example) {
        var line = line(example);
        var last = index.last(base.id());
        if (last.isPresent() && last.get().bytes() + line.length <= DatasetValidator.CHUNK_BYTES) {
            var content = new ByteArrayOutputStream();
            content.writeBytes(chunks.content(base.dataset(), last.get()));
            content.writeBytes(line);
            var rewrite =
                    rewrite(base, last.get(), content.toByteArray(), last.get().rows() + 1);
            return version -> apply(rewrite, version, base.dataset());
        }
        var position = last.map(entry -> entry.position() + 1).orElse(0);
        var brought = bring(base.dataset(), line);
        return version -> {
            put(base.dataset(), brought);
            index.append(
                    version,
                    base.dataset(),
                    new ChunkIndex.Entry(position, base.rows(), 1, brought.bytes(), brought.digest()));
        };
    }

    /** Deletes the rows of these numbers, counted from 1. */
    Consumer<VersionId> delete(DatasetVersion base, SortedSet<Long> rows) {
        var touched = new LinkedHashMap<ChunkIndex.Entry, SortedSet<Long>>();
        for (var left = rows; !left.isEmpty(); ) {
            var entry = entry(base, left.first());
            touched.put(entry, left.headSet(entry.endRow() + 1));
            left = left.tailSet(entry.endRow() + 1);
        }
        var rewrites = chunks.store()
                .each(touched.entrySet().stream(), chunk -> without(base, chunk.getKey(), chunk.getValue()));
        return version -> rewrites.forEach(rewrite -> apply(rewrite, version, base.dataset()));
    }

    /**
     * A chunk in the place of another one.
     *
     * @param rows how many the chunk has; with none there is no chunk either
     */
    private record Rewrite(ChunkIndex.Entry old, int rows, Optional<Brought> chunk) {}

    private ChunkIndex.Entry entry(DatasetVersion version, long row) {
        return index.entries(version.id(), row - 1, row).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("row"));
    }

    private Rewrite without(DatasetVersion base, ChunkIndex.Entry entry, Set<Long> rows) {
        var content = chunks.content(base.dataset(), entry);
        var mended = new ByteArrayOutputStream(content.length);
        var row = entry.firstRow() + 1;
        for (int from = 0, to; from < content.length; from = to, row++) {
            to = RowReading.lineEnd(content, from);
            if (!rows.contains(row)) {
                mended.write(content, from, to - from);
            }
        }
        return rewrite(base, entry, mended.toByteArray(), entry.rows() - rows.size());
    }

    private Rewrite rewrite(DatasetVersion base, ChunkIndex.Entry old, byte[] content, int rows) {
        return new Rewrite(old, rows, rows == 0 ? Optional.empty() : Optional.of(bring(base.dataset(), content)));
    }

    private Brought bring(DatasetId dataset, byte[] content) {
        return chunks.store().bring(dataset, List.of(Chunk.of(content))).getFirst();
    }

    private void apply(Rewrite rewrite, VersionId version, DatasetId dataset) {
        var old = rewrite.old();
        rewrite.chunk()
                .ifPresentOrElse(
                        chunk -> {
                            put(dataset, chunk);
                            index.replace(
                                    version,
                                    old,
                                    new ChunkIndex.Entry(
                                            old.position(),
                                            old.firstRow(),
                                            rewrite.rows(),
                                            chunk.bytes(),
                                            chunk.digest()));
                        },
                        () -> index.remove(version, old));
    }

    private void put(DatasetId dataset, Brought chunk) {
        quotas.keep(dataset, chunks.put(dataset, chunk));
    }

    private static byte[] line(Example example) {
        var writer = new CanonicalWriter();
        writer.literal(CanonicalLine.OPEN);
        append(writer, example.input());
        writer.literal(CanonicalLine.MIDDLE);
        append(writer, example.output());
        writer.literal(CanonicalLine.CLOSE);
        if (writer.length() > Limits.ROW_BYTES) {
            throw new UnkeepableRowException(FindingCode.ROW_TOO_LARGE);
        }
        return Arrays.copyOf(writer.buffer(), writer.length());
    }

    private static void append(CanonicalWriter writer, String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new UnkeepableRowException(FindingCode.INVALID_UTF8);
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (writer.append(bytes, 0, bytes.length) == CanonicalWriter.NUL) {
            throw new UnkeepableRowException(FindingCode.NUL);
        }
    }
}
