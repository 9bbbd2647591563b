package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.dataset.DatasetTopics;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.FindingCode;
import io.pitchpipe.portal.dataset.Fix;
import io.pitchpipe.portal.dataset.ImportPlan;
import io.pitchpipe.portal.dataset.QuotaExceededException;
import io.pitchpipe.portal.dataset.Reading;
import io.pitchpipe.portal.dataset.RefusedFileException;
import io.pitchpipe.portal.dataset.StorageAwayException;
import io.pitchpipe.portal.dataset.UploadId;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.VersionState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/**
 * Makes a version what its {@link Work} says: reads, checks, writes chunks and the report. Can be killed at any moment and run again: it
 * starts anew under a new attempt, and whoever still works under an older one finds out with its next write.
 */
@Component
public class VersionWork {

    private static final Logger log = LoggerFactory.getLogger(VersionWork.class);
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final DatasetRepository datasets;
    private final VersionStates states;
    private final VersionStore store;
    private final UploadRepository uploads;
    private final RowReading rows;
    private final FixPreviewing previewing;
    private final Splitting splitting;
    private final Pruning pruning;
    private final Workbooks workbooks;
    private final Changes changes;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    VersionWork(
            DatasetRepository datasets,
            VersionStates states,
            VersionStore store,
            UploadRepository uploads,
            RowReading rows,
            FixPreviewing previewing,
            Splitting splitting,
            Pruning pruning,
            Workbooks workbooks,
            Changes changes,
            ApplicationEventPublisher events,
            TransactionTemplate transaction) {
        this.datasets = datasets;
        this.states = states;
        this.store = store;
        this.uploads = uploads;
        this.rows = rows;
        this.previewing = previewing;
        this.splitting = splitting;
        this.pruning = pruning;
        this.workbooks = workbooks;
        this.changes = changes;
        this.events = events;
        this.transaction = transaction;
    }

    /** Does the work of the version, if it still has to be done. */
    public void run(VersionId id) {
        var attempt = UUID.randomUUID();
        if (!states.begin(id, attempt)) {
            return;
        }
        var version = datasets.version(id).orElseThrow();
        changes.bump(DatasetTopics.of(version.dataset()));
        var work = Work.of(states.work(id).orElseThrow());
        try {
            new Run(version, attempt, work).finish();
        } catch (VersionStore.Superseded overtaken) {
            tidy(version);
        } catch (StorageAwayException away) {
            waits(version, attempt);
            throw away;
        } catch (QuotaExceededException full) {
            log.info("Version {} does not fit into what its team may hold", id);
            fail(id, DatasetVersion.OVER_QUOTA);
            tidy(version);
        } catch (IOException failed) {
            throw new UncheckedIOException("A version could not be read", failed);
        }
    }

    /** Whoever looks at the version is told what it waits for; the task tries again. */
    private void waits(DatasetVersion version, UUID attempt) {
        transaction.executeWithoutResult(status -> {
            if (states.waits(version.id(), attempt)) {
                changes.bump(DatasetTopics.of(version.dataset()));
            }
        });
    }

    private void tidy(DatasetVersion version) {
        transaction.executeWithoutResult(status -> {
            var state = datasets.version(version.id()).map(DatasetVersion::state);
            if (state.filter(ended -> ended.settled() && !ended.readable()).isPresent()) {
                store.clear(version);
                pruning.sweep(version.dataset());
            }
        });
    }

    /** Gives up: what was written of the version goes. What is unexpected is logged under the code the user is shown. */
    public void fail(VersionId id, Throwable cause) {
        var code = cause instanceof StorageAwayException
                ? DatasetVersion.NOT_KEPT
                : UUID.randomUUID().toString().substring(0, 8);
        log.error("Version {} could not be read ({})", id, code, cause);
        fail(id, code);
        datasets.version(id).ifPresent(this::tidy);
    }

    private void fail(VersionId id, String code) {
        transaction.executeWithoutResult(status -> {
            if (states.fail(id, code)) {
                states.settled(id).ifPresent(events::publishEvent);
                datasets.version(id).ifPresent(version -> changes.bump(DatasetTopics.of(version.dataset())));
            }
        });
    }

    /** One attempt. */
    private final class Run {

        private final DatasetVersion version;
        private final UUID attempt;
        private final Work work;
        private final boolean writes;
        private final VersionStore.Writing writing;
        private final DatasetValidator validator;
        /** Stands before the validator where the file said what is held out. */
        private final Optional<DividedRows> divided;

        private PartStream source = new PartStream(part -> null);
        private Map<Fix, Long> fixed = Map.of();

        Run(DatasetVersion version, UUID attempt, Work work) {
            this.version = version;
            this.attempt = attempt;
            this.work = work;
            this.writes = work.kind() != Work.Kind.CHECK;
            this.writing = store.write(version, attempt, writes, this::progress);
            this.validator = new DatasetValidator(writing::take, writing::leaveOut, (code, row) -> {});
            var column = work.plan() == null ? null : work.plan().mapping().split();
            this.divided = column == null
                    ? splitting.asInFile(version.id()).map(known -> DividedRows.byInputs(known, validator))
                    : Optional.of(DividedRows.byColumn(column, validator));
        }

        void finish() throws IOException {
            if (writes) {
                transaction.executeWithoutResult(status -> store.clear(version));
            }
            switch (work.kind()) {
                case IMPORT -> readUpload();
                case FIX ->
                    mend(datasets.version(new VersionId(Objects.requireNonNull(work.base())))
                            .orElseThrow());
                case CHECK -> readVersion(version.id(), List.of());
            }
            var split = divided.map(DividedRows::finish);
            var report = validator.finish();
            writing.storeAnd(() -> {
                var state = report.isValid() ? VersionState.VALID : VersionState.INVALID;
                var settled = states.settle(
                        version.id(),
                        attempt,
                        state,
                        report.accepted(),
                        report.rejected(),
                        validator.bytes(),
                        JSON.writeValueAsString(report));
                if (!settled) {
                    throw new VersionStore.Superseded();
                }
                if (work.kind() == Work.Kind.FIX) {
                    states.change(version.id(), version.change().counted(fixed));
                }
                split.ifPresent(frozen -> splitting.freeze(version.dataset(), version.id(), frozen));
                datasets.team(version.dataset()).ifPresent(team -> changes.bump(DatasetTopics.of(team)));
                changes.bump(DatasetTopics.of(version.dataset()));
                states.settled(version.id()).ifPresent(events::publishEvent);
            });
        }

        private void mend(DatasetVersion base) throws IOException {
            readVersion(base.id(), previewing.steps(base, Set.copyOf(work.fixes())));
        }

        private void readUpload() throws IOException {
            var plan = Objects.requireNonNull(work.plan());
            source = uploads.open(new UploadId(Objects.requireNonNull(work.upload())));
            try {
                if (plan.reading().format() == Reading.Format.EXCEL) {
                    new ExcelReader(workbooks, plan.reading(), plan.mapping()).read(source, sink());
                    return;
                }
                try (var text = Unpacking.text(source, plan.reading().charset())) {
                    reader(plan).read(text, sink());
                }
            } catch (RefusedFileException refused) {
                var bomb = refused.reason() == RefusedFileException.Reason.EXPANDS_TOO_FAR;
                validator.rejected(
                        bomb
                                ? LeftOut.of(FindingCode.EXPANDS_TOO_FAR, 0, "")
                                : LeftOut.of(FindingCode.BROKEN_FILE, 0, "", "-1"));
            } catch (java.util.zip.ZipException | java.io.EOFException broken) {
                validator.rejected(LeftOut.of(FindingCode.BROKEN_FILE, 0, "", "-1"));
            }
        }

        private RowSink sink() {
            return divided.<RowSink>map(rows -> rows).orElse(validator);
        }

        private ExampleReader reader(ImportPlan plan) {
            var offsets = plan.reading().charset().equals("UTF-8");
            return switch (plan.reading().format()) {
                case DELIMITED -> new CsvReader(plan.reading(), plan.mapping(), offsets);
                case JSON_LINES -> new JsonLinesReader(plan.mapping(), offsets);
                case JSON -> new JsonDocumentReader(plan.mapping());
                case EXCEL -> throw new IllegalStateException("Workbooks are no text");
            };
        }

        private void readVersion(VersionId id, List<FixFilter.Step> fixes) throws IOException {
            source = rows.bytes(version.dataset(), id);
            var filter = new FixFilter(
                    fixes, sink(), divided.<FixFilter.Listener>map(rows -> rows).orElse(FixFilter.NOBODY));
            CanonicalReader.read(source, filter);
            fixed = filter.counts();
        }

        private VersionStore.Progress progress() {
            return new VersionStore.Progress(validator.accepted() + validator.rejected(), source.count());
        }
    }
}
