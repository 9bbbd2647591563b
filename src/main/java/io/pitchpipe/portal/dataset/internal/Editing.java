package io.pitchpipe.portal.dataset.internal;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetTopics;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.Example;
import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.ImportPlan;
import io.pitchpipe.portal.dataset.StaleVersionException;
import io.pitchpipe.portal.dataset.UploadId;
import io.pitchpipe.portal.dataset.VersionChange;
import io.pitchpipe.portal.dataset.VersionId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.UUID;
import java.util.function.Consumer;
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

    /** The beginning of an event's action; the kind of the change follows. */
    static final String VERSION_EVENTS = "dataset.version.";

    private static final Logger log = LoggerFactory.getLogger(Editing.class);

    /** What is smaller is read and checked at once, within some tens of milliseconds; the rest in the background. */
    private static final long AT_ONCE = 4L * 1024 * 1024;

    private final DatasetRepository datasets;
    private final VersionStates states;
    private final ChunkRepository chunks;
    private final ChunkIndex index;
    private final Splitting splitting;
    private final Rewriting rewriting;
    private final RejectedRows rejectedRows;
    private final VersionWork versionWork;
    private final SchedulerClient scheduler;
    private final Changes changes;
    private final AuditLog audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Editing(
            DatasetRepository datasets,
            VersionStates states,
            ChunkRepository chunks,
            ChunkIndex index,
            Splitting splitting,
            Rewriting rewriting,
            RejectedRows rejectedRows,
            VersionWork versionWork,
            SchedulerClient scheduler,
            Changes changes,
            AuditLog audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.datasets = datasets;
        this.states = states;
        this.chunks = chunks;
        this.index = index;
        this.splitting = splitting;
        this.rewriting = rewriting;
        this.rejectedRows = rejectedRows;
        this.versionWork = versionWork;
        this.scheduler = scheduler;
        this.changes = changes;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** The first version of a new dataset, to be read from a file. In the caller's transaction. */
    public VersionId importFirst(
            DatasetId dataset, UploadId upload, long bytes, ImportPlan plan, VersionChange change, UserId by) {
        var id = VersionId.random();
        var work = Work.read(upload.value(), plan);
        states.insert(id, dataset, 1, work.json(), upload.value(), change, by, bytes);
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
            states.template(version, template.text());
        }
    }

    /** What a version made from another one takes over besides its rows. */
    private void inherit(DatasetVersion from, VersionId version) {
        from.template().ifPresent(template -> states.template(version, template.text()));
        splitting.carry(from, version);
    }

    /** Replaces the row of that number, counted from 1. */
    public VersionId replace(DatasetVersion base, long row, Example with, UserId by) {
        var replacing = rewriting.replace(base, row, with);
        var heldOut =
                base.divided() && splitting.heldOut(base, HoldOut.AS_IN_FILE).test(replacing.before());
        return edit(base, new VersionChange(VersionChange.Kind.EDITED, 1, Long.toString(row)), by, version -> {
            replacing.change().accept(version);
            if (heldOut) {
                splitting.holdOutAlso(base.dataset(), version, with.input());
            }
        });
    }

    /** Adds a row at the end. */
    public VersionId add(DatasetVersion base, Example example, UserId by) {
        return edit(base, new VersionChange(VersionChange.Kind.ADDED, 1, ""), by, rewriting.add(base, example));
    }

    /** Deletes the rows of these numbers, counted from 1. */
    public VersionId delete(DatasetVersion base, SortedSet<Long> rows, UserId by) {
        var detail = rows.size() == 1 ? Long.toString(rows.first()) : "";
        var change = new VersionChange(VersionChange.Kind.DELETED, rows.size(), detail);
        return edit(base, change, by, rewriting.delete(base, rows));
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
                    index.copy(old.id(), version);
                    old.template().ifPresent(template -> states.template(version, template.text()));
                    splitting.keep(old.id(), version);
                },
                old.bytes());
    }

    public VersionId fix(DatasetVersion base, SortedSet<Fix> fixes, UserId by) {
        var change = VersionChange.fixing(fixes);
        var work = Work.fix(base.id().value(), List.copyOf(fixes));
        return make(base, change, work, by, version -> inherit(base, version), base.bytes());
    }

    private VersionId edit(DatasetVersion base, VersionChange change, UserId by, Consumer<VersionId> mend) {
        Consumer<VersionId> prepare = version -> {
            index.copy(base.id(), version);
            inherit(base, version);
            mend.accept(version);
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
                var newest = datasets.version(base.dataset(), latest).orElseThrow();
                throw new StaleVersionException(latest, newest.by());
            }
            states.insert(id, base.dataset(), latest + 1, work.json(), upload, change, by, bytes);
            prepare.accept(id);
            record(base.dataset(), change, latest + 1);
            DatasetTasks.schedule(scheduler, id, due(bytes));
            changes.bump(DatasetTopics.of(base.dataset()));
        });
        readAtOnce(id, bytes);
        return id;
    }

    /** Every change of a dataset's rows is in the team's activity, with the version that came of it. */
    private void record(DatasetId dataset, VersionChange change, int version) {
        var owned = datasets.owned(dataset);
        audit.record(
                owned.team(),
                VERSION_EVENTS + change.kind().name().toLowerCase(Locale.ROOT),
                owned.name(),
                "v" + version);
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

    /** Deletes the dataset with all its versions and chunks. In the caller's transaction. */
    public void deleteAll(DatasetId dataset) {
        rejectedRows.clearAll(dataset);
        chunks.deleteAll(dataset);
        datasets.delete(dataset);
    }

    /** Stops the reading of a version; one that has been cancelled is never read. */
    public boolean cancel(DatasetVersion version) {
        return Boolean.TRUE.equals(transaction.execute(status -> {
            var cancelled = states.cancel(version.id());
            if (cancelled) {
                changes.bump(DatasetTopics.of(version.dataset()));
            }
            return cancelled;
        }));
    }
}
