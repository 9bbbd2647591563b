package io.pitchpipe.portal.dataset.internal;

import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.dataset.VersionChange;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.dataset.internal.ChunkStore.Brought;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Makes a dataset of a version of another one, within the database and within the bucket: no row of it passes through this process. */
@Component
public class Copying {

    private final DatasetRepository datasets;
    private final VersionStates states;
    private final Quotas quotas;
    private final ChunkRepository chunks;
    private final ChunkIndex index;
    private final RejectedRows rejectedRows;
    private final Splitting splitting;
    private final CardRepository cards;

    Copying(
            DatasetRepository datasets,
            VersionStates states,
            Quotas quotas,
            ChunkRepository chunks,
            ChunkIndex index,
            RejectedRows rejectedRows,
            Splitting splitting,
            CardRepository cards) {
        this.datasets = datasets;
        this.states = states;
        this.quotas = quotas;
        this.chunks = chunks;
        this.index = index;
        this.rejectedRows = rejectedRows;
        this.splitting = splitting;
        this.cards = cards;
    }

    /**
     * A copy whose rows are there as far as they do not lie in the database.
     *
     * @param chunks that are in the bucket
     */
    public record Begun(DatasetVersion version, DatasetId copy, List<Brought> chunks) {}

    /**
     * Copies what is in the bucket, within the bucket, for {@link #copy}. In no transaction: it takes its time, and what no transaction
     * comes to name is swept. The version may be deleted meanwhile: then there is nothing to copy.
     *
     * @param version with rows
     * @param target the team that is to have the copy
     * @throws NotFoundException if the version is gone by now
     * @throws io.pitchpipe.portal.dataset.QuotaExceededException if it would not fit into what the target may hold: what was copied for
     *     nothing would stay in the bucket for a day
     */
    public Begun begin(DatasetVersion version, TeamId target) {
        var inBucket = index.entries(version.id(), 0, Long.MAX_VALUE).stream()
                .filter(chunk -> chunk.object() != null)
                .collect(Collectors.toMap(ChunkIndex.Entry::digest, ChunkIndex.Entry::bytes, (one, same) -> one));
        quotas.check(
                target, inBucket.values().stream().mapToLong(Integer::longValue).sum());
        var copy = DatasetId.random();
        try {
            return new Begun(version, copy, chunks.bringCopies(version.id(), copy));
        } catch (IllegalStateException missing) {
            if (datasets.version(version.id()).isEmpty()) {
                throw new NotFoundException("version of a dataset");
            }
            throw missing;
        }
    }

    /**
     * Copies rows, what was found in them, those that were left out, splits and card. In the caller's transaction.
     *
     * @param from the name of the version's dataset
     * @throws NotFoundException if the version is gone by now
     * @throws io.pitchpipe.portal.dataset.QuotaExceededException if it does not fit into what the target may hold
     */
    public DatasetId copy(Begun begun, String from, TeamId target, String name, UserId by) {
        // From here on nobody deletes the version.
        datasets.lock(begun.version().dataset());
        var version =
                datasets.version(begun.version().id()).orElseThrow(() -> new NotFoundException("version of a dataset"));
        var copy = begun.copy();
        var first = VersionId.random();
        var change = new VersionChange(VersionChange.Kind.COPIED, 0, from);
        quotas.addDataset(target);
        datasets.insert(copy, target, name, by);
        states.insert(first, copy, 1, Work.check().json(), null, change, by, version.bytes());
        states.settleAs(version.id(), first);
        chunks.copy(version.id(), version.dataset(), first, copy, begun.chunks());
        rejectedRows.copy(version.id(), copy, first);
        splitting.keep(version.id(), first);
        cards.copy(version.dataset(), copy);
        return copy;
    }
}
