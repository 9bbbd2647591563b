package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.VersionChange;
import io.pitchpipe.portal.dataset.VersionId;
import org.springframework.stereotype.Component;

/** Makes a dataset of a version of another one, within the database: no row of it passes through this process. */
@Component
public class Copying {

    private final DatasetRepository datasets;
    private final Quotas quotas;
    private final ChunkRepository chunks;
    private final RejectedRows rejectedRows;
    private final Splitting splitting;
    private final CardRepository cards;

    Copying(
            DatasetRepository datasets,
            Quotas quotas,
            ChunkRepository chunks,
            RejectedRows rejectedRows,
            Splitting splitting,
            CardRepository cards) {
        this.datasets = datasets;
        this.quotas = quotas;
        this.chunks = chunks;
        this.rejectedRows = rejectedRows;
        this.splitting = splitting;
        this.cards = cards;
    }

    /**
     * Copies rows, what was found in them, those that were left out, splits and card. In the caller's transaction.
     *
     * @param version with rows
     * @param from the name of its dataset
     * @throws io.pitchpipe.portal.dataset.QuotaExceededException if it does not fit into what the target may hold
     */
    public DatasetId copy(DatasetVersion version, String from, TeamId target, String name, UserId by) {
        // Nobody deletes the version meanwhile.
        datasets.lock(version.dataset());
        var copy = DatasetId.random();
        var first = VersionId.random();
        var change = new VersionChange(VersionChange.Kind.COPIED, 0, from);
        quotas.addDataset(target);
        datasets.insert(copy, target, name, by);
        datasets.insertVersion(first, copy, 1, Work.check().json(), null, change, by, version.bytes());
        datasets.settleAs(version.id(), first);
        chunks.copy(version.id(), version.dataset(), first, copy);
        rejectedRows.copy(version.id(), copy, first);
        splitting.keep(version.id(), first);
        cards.copy(version.dataset(), copy);
        return copy;
    }
}
