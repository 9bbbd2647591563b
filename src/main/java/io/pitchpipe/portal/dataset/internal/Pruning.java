package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.VersionId;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Deletes versions, and chunks that are in no version any more. */
@Component
public class Pruning {

    private static final Logger log = LoggerFactory.getLogger(Pruning.class);

    /** Datasets that are looked at in one sweep; what is left comes next time. */
    private static final int AT_ONCE = 200;

    private final DatasetRepository datasets;
    private final ChunkRepository chunks;
    private final ChunkIndex index;
    private final RejectedRows rejectedRows;
    private final TransactionTemplate transaction;

    Pruning(
            DatasetRepository datasets,
            ChunkRepository chunks,
            ChunkIndex index,
            RejectedRows rejectedRows,
            TransactionTemplate transaction) {
        this.datasets = datasets;
        this.chunks = chunks;
        this.index = index;
        this.rejectedRows = rejectedRows;
        this.transaction = transaction;
    }

    /**
     * Versions that may go, the newest first: none that is used, being read or needed to read another, the newest, or the newest that may
     * be tuned on.
     */
    public List<DatasetVersion> unused(Dataset dataset, Set<VersionId> used) {
        if (datasets.hasUnsettled(dataset.id())) {
            return List.of();
        }
        var kept = dataset.latestValid().map(DatasetVersion::id);
        return datasets.versions(dataset.id(), 0, Integer.MAX_VALUE).stream()
                .filter(version -> !version.id().equals(dataset.latest().id()))
                .filter(version -> kept.filter(version.id()::equals).isEmpty())
                .filter(version -> !used.contains(version.id()))
                .toList();
    }

    /** What deleting these would free: chunks that no other version has, and rows that were left out. */
    public long bytes(DatasetId dataset, List<DatasetVersion> versions) {
        var ids = versions.stream().map(DatasetVersion::id).toList();
        return ids.isEmpty()
                ? 0
                : chunks.bytesOnlyIn(dataset, ids)
                        + ids.stream().mapToLong(rejectedRows::bytes).sum();
    }

    /** In the caller's transaction, which holds the dataset. */
    public void delete(DatasetId dataset, List<DatasetVersion> versions) {
        for (var version : versions) {
            index.clear(version.id());
            rejectedRows.clear(dataset, version.id());
            datasets.deleteVersion(version.id());
        }
        chunks.deleteUnused(dataset);
    }

    /** Deletes chunks without a version, which a cancelled or broken-off import may leave. @return how many datasets had some */
    int sweep() {
        var swept = 0;
        for (var dataset : chunks.datasetsWithUnused(AT_ONCE)) {
            swept += Boolean.TRUE.equals(transaction.execute(status -> sweep(dataset))) ? 1 : 0;
        }
        if (swept > 0) {
            log.info("Chunks without a version were deleted in {} datasets", swept);
        }
        return swept;
    }

    /**
     * In the caller's transaction.
     *
     * @return false if a version is being made: a chunk that looks unused may be about to be used
     */
    boolean sweep(DatasetId dataset) {
        datasets.lock(dataset);
        if (datasets.hasUnsettled(dataset)) {
            return false;
        }
        chunks.deleteUnused(dataset);
        return true;
    }
}
