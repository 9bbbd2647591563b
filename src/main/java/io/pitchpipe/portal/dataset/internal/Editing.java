package io.pitchpipe.portal.dataset.internal;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetTopics;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.ImportPlan;
import io.pitchpipe.portal.dataset.Limits;
import io.pitchpipe.portal.dataset.StaleVersionException;
import io.pitchpipe.portal.dataset.UnkeepableRowException;
import io.pitchpipe.portal.dataset.UploadId;
import io.pitchpipe.portal.dataset.VersionChange;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.internal.ChunkStore.Brought;
import io.pitchpipe.portal.dataset.internal.ChunkStore.Chunk;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes new versions out of old ones. An edit copies the offset index, writes the one chunk it touches anew and has the result checked;
 * it is refused if the version it was made on is no longer the newest.
 */
@Component
public class Editing {

    private static final Logger log = LoggerFactory.getLogger(Editing.class);

    /** What is smaller is read and checked at once, within some tens of milliseconds; the rest in the background. */
    private static final long AT_ONCE = 4L * 1024 * 1024;

    private final DatasetRepository datasets;
    private final ChunkRepository chunks;
    private final Splitting splitting;
    private final Quotas quotas;
    private final RejectedRows rejectedRows;
    private final VersionWork versionWork;
    private final SchedulerClient scheduler;
    private final Changes changes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Editing(
            DatasetRepository datasets,
            ChunkRepository chunks,
            Splitting splitting,
            Quotas quotas,
            RejectedRows rejectedRows,
            VersionWork versionWork,
            SchedulerClient scheduler,
            Changes changes,
            TransactionTemplate transaction,
            Clock clock) {
        this.datasets = datasets;
        this.chunks = chunks;
        this.splitting = splitting;
        this.quotas = quotas;
        this.rejectedRows = rejectedRows;
        this.versionWork = versionWork;
        this.scheduler = scheduler;
        this.changes = changes;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The first version of a new dataset, to be read from a file. In the caller's transaction. */
    public VersionId importFirst(
            DatasetId dataset, UploadId upload, long bytes, ImportPlan plan, VersionChange change, UserId by) {
        var id = VersionId.random();
        var work = Work.read(upload.value(), plan);
        datasets.insertVersion(id, dataset, 1, work.json(), upload.value(), change, by, bytes);
        template(plan, id);
        DatasetTasks.schedule(scheduler, id, due(bytes));
        return id;
    }

    /** A new version with the rows of a file in the place of those there were. */
    public VersionId importNext(
            DatasetVersion base, UploadId upload, long bytes, ImportPlan plan, VersionChange change, UserId by) {
        var work = Work.read(upload.value(), plan);
        return make(base, change, work, upload.value(), by, version -> template(plan, version), bytes);
    }

    private void template(ImportPlan plan, VersionId version) {
        var template = plan.mapping().template();
        if (template != null) {
            datasets.template(version, template.text());
        }
    }

    /** What a version made from another one takes over besides its rows. */
    private void inherit(DatasetVersion from, VersionId version) {
        from.template().ifPresent(template -> datasets.template(version, template.text()));
        splitting.carry(from, version);
    }

    /** Replaces the row of that number, counted from 1. */
    public VersionId replace(DatasetVersion base, long row, Example with, UserId by) {
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
        var before = CanonicalLine.parse(content, from, rest);
        var heldOut =
                base.divided() && splitting.heldOut(base, HoldOut.AS_IN_FILE).test(before);
        return edit(
                base,
                new VersionChange(VersionChange.Kind.EDITED, 1, Long.toString(row)),
                by,
                Stream.of(rewrite),
                version -> {
                    if (heldOut) {
                        splitting.holdOutAlso(base.dataset(), version, with.input());
                    }
                });
    }

    /** Adds a row at the end. */
    public VersionId add(DatasetVersion base, Example example, UserId by) {
        var line = line(example);
        var change = new VersionChange(VersionChange.Kind.ADDED, 1, "");
        var last = chunks.last(base.id());
        if (last.isPresent() && last.get().bytes() + line.length <= DatasetValidator.CHUNK_BYTES) {
            var content = new ByteArrayOutputStream();
            content.writeBytes(chunks.content(base.dataset(), last.get()));
            content.writeBytes(line);
            var rewrite =
                    rewrite(base, last.get(), content.toByteArray(), last.get().rows() + 1);
            return edit(base, change, by, Stream.of(rewrite), version -> {});
        }
        var position = last.map(entry -> entry.position() + 1).orElse(0);
        var brought = bring(base.dataset(), line);
        return edit(base, change, by, Stream.empty(), version -> {
            put(base.dataset(), brought);
            chunks.append(
                    version,
                    base.dataset(),
                    new ChunkRepository.Entry(position, base.rows(), 1, brought.bytes(), brought.digest()));
        });
    }

    /** Deletes the rows of these numbers, counted from 1. */
    public VersionId delete(DatasetVersion base, SortedSet<Long> rows, UserId by) {
        var detail = rows.size() == 1 ? Long.toString(rows.first()) : "";
        var touched = new LinkedHashMap<ChunkRepository.Entry, SortedSet<Long>>();
        for (var left = rows; !left.isEmpty(); ) {
            var entry = entry(base, left.first());
            touched.put(entry, left.headSet(entry.endRow() + 1));
            left = left.tailSet(entry.endRow() + 1);
        }
        var rewrites = chunks.store()
                .each(touched.entrySet().stream(), chunk -> without(base, chunk.getKey(), chunk.getValue()));
        return edit(
                base, new VersionChange(VersionChange.Kind.DELETED, rows.size(), detail), by, rewrites, version -> {});
    }

    /** The rows of an older version as the newest one. */
    public VersionId restore(DatasetVersion old, DatasetVersion latest, UserId by) {
        var change = new VersionChange(VersionChange.Kind.RESTORED, 0, Integer.toString(old.number()));
        return make(
                latest,
                change,
                Work.check(),
                by,
                version -> {
                    chunks.copyIndex(old.id(), version);
                    old.template().ifPresent(template -> datasets.template(version, template.text()));
                    splitting.keep(old.id(), version);
                },
                old.bytes());
    }

    public VersionId fix(DatasetVersion base, SortedSet<Fix> fixes, UserId by) {
        var names = String.join(", ", fixes.stream().map(Fix::name).toList());
        var change = new VersionChange(VersionChange.Kind.FIXED, 0, names);
        var work = Work.fix(base.id().value(), List.copyOf(fixes));
        return make(base, change, work, by, version -> inherit(base, version), base.bytes());
    }

    /**
     * A chunk in the place of another one.
     *
     * @param rows how many the chunk has; with none there is no chunk either
     */
    private record Rewrite(ChunkRepository.Entry old, int rows, Optional<Brought> chunk) {}

    /**
     * @param rewrites of chunks that {@code base} has
     * @param also what else is done to the new version, in the same transaction
     */
    private VersionId edit(
            DatasetVersion base, VersionChange change, UserId by, Stream<Rewrite> rewrites, Consumer<VersionId> also) {
        Consumer<VersionId> prepare = version -> {
            chunks.copyIndex(base.id(), version);
            inherit(base, version);
            rewrites.forEach(rewrite -> apply(rewrite, version, base.dataset()));
            also.accept(version);
        };
        return make(base, change, Work.check(), by, prepare, base.bytes());
    }

    private VersionId make(
            DatasetVersion base, VersionChange change, Work work, UserId by, Consumer<VersionId> prepare, long bytes) {
        return make(base, change, work, null, by, prepare, bytes);
    }

    private VersionId make(
            DatasetVersion base,
            VersionChange change,
            Work work,
            @Nullable UUID upload,
            UserId by,
            Consumer<VersionId> prepare,
            long bytes) {
        var id = VersionId.random();
        transaction.executeWithoutResult(status -> {
            datasets.lock(base.dataset());
            var latest = datasets.latestNumber(base.dataset());
            if (latest != base.number()) {
                throw new StaleVersionException(latest);
            }
            datasets.insertVersion(id, base.dataset(), latest + 1, work.json(), upload, change, by, bytes);
            prepare.accept(id);
            DatasetTasks.schedule(scheduler, id, due(bytes));
            changes.bump(DatasetTopics.of(base.dataset()));
        });
        readAtOnce(id, bytes);
        return id;
    }

    /** Reads a small version now, for whoever is waiting in front of it. If that fails, the scheduled task tries again. */
    public void readAtOnce(VersionId id, long bytes) {
        if (bytes > AT_ONCE) {
            return;
        }
        try {
            versionWork.run(id);
        } catch (RuntimeException failed) {
            log.warn("Version {} could not be read at once and will be in the background", id, failed);
        }
    }

    private java.time.Instant due(long bytes) {
        return bytes > AT_ONCE ? clock.instant() : clock.instant().plus(Duration.ofSeconds(15));
    }

    private ChunkRepository.Entry entry(DatasetVersion version, long row) {
        return chunks.entries(version.id(), row - 1, row).stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("row"));
    }

    private Rewrite without(DatasetVersion base, ChunkRepository.Entry entry, Set<Long> rows) {
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

    private Rewrite rewrite(DatasetVersion base, ChunkRepository.Entry old, byte[] content, int rows) {
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
                            chunks.replace(
                                    version,
                                    old,
                                    new ChunkRepository.Entry(
                                            old.position(),
                                            old.firstRow(),
                                            rewrite.rows(),
                                            chunk.bytes(),
                                            chunk.digest()));
                        },
                        () -> chunks.remove(version, old));
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
        return java.util.Arrays.copyOf(writer.buffer(), writer.length());
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

    /** Deletes the dataset with all its versions and chunks. In the caller's transaction. */
    public void deleteAll(DatasetId dataset) {
        rejectedRows.clearAll(dataset);
        chunks.deleteAll(dataset);
        datasets.delete(dataset);
    }

    /** Stops the reading of a version; one that has been cancelled is never read. */
    public boolean cancel(DatasetVersion version) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var cancelled = datasets.cancel(version.id());
            if (cancelled) {
                changes.bump(DatasetTopics.of(version.dataset()));
            }
            return cancelled;
        }));
    }
}
