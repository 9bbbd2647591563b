package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.account.TeamEditor;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.internal.DatasetRepository;
import io.pitchpipe.portal.dataset.internal.Pruning;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** The versions of a team's datasets: finding them, and deleting those that nothing was made of. */
@Service
public class DatasetVersions {

    private final DatasetRepository datasets;
    private final Pruning pruning;
    private final ObjectProvider<DatasetUse> users;
    private final AuditLog audit;
    private final Changes changes;
    private final TransactionTemplate transaction;

    DatasetVersions(
            DatasetRepository datasets,
            Pruning pruning,
            ObjectProvider<DatasetUse> users,
            AuditLog audit,
            Changes changes,
            TransactionTemplate transaction) {
        this.datasets = datasets;
        this.pruning = pruning;
        this.users = users;
        this.audit = audit;
        this.changes = changes;
        this.transaction = transaction;
    }

    /** @param number as {@link DatasetVersion#number} has it; there may be gaps where versions were deleted */
    @TeamViewer
    public Optional<DatasetVersion> find(TeamId team, DatasetId dataset, int number) {
        return datasets.version(own(team, dataset).id(), number);
    }

    /** How many versions there are. */
    @TeamViewer
    public int count(TeamId team, DatasetId dataset) {
        return datasets.countVersions(own(team, dataset).id());
    }

    /** The latest version before another one that has rows. */
    @TeamViewer
    public Optional<DatasetVersion> before(TeamId team, DatasetVersion version) {
        return datasets.readableBefore(own(team, version.dataset()).id(), version.number());
    }

    /**
     * What could be deleted.
     *
     * @param versions the newest first
     * @param bytes that would be freed
     */
    public record Unused(List<DatasetVersion> versions, long bytes) {}

    /** The versions that nothing was made of and that are not the newest, or the newest that may be tuned on. */
    @TeamEditor
    public Unused unused(TeamId team, DatasetId dataset) {
        var found = own(team, dataset);
        var versions = pruning.unused(found, used(team, found.id()));
        return new Unused(versions, pruning.bytes(found.id(), versions));
    }

    /**
     * Deletes versions for good.
     *
     * @param chosen of those that were {@linkplain #unused unused}
     * @throws Refused if one of them is in use by now; then none is deleted
     */
    @TeamEditor
    public void delete(TeamId team, DatasetId dataset, Set<VersionId> chosen) {
        var found = own(team, dataset);
        try {
            transaction.executeWithoutResult(status -> {
                datasets.lock(found.id());
                var unused = pruning.unused(own(team, dataset), used(team, found.id()));
                var going = unused.stream()
                        .filter(version -> chosen.contains(version.id()))
                        .toList();
                if (going.size() < chosen.size()) {
                    throw new Refused("dataset.prune.used");
                }
                pruning.delete(found.id(), going);
                audit.record(
                        team,
                        "dataset.pruned",
                        found.name(),
                        going.stream()
                                .map(version -> "v" + version.number())
                                .reduce((a, b) -> a + ", " + b)
                                .orElse(""));
                changes.bump(DatasetTopics.of(found.id()));
            });
        } catch (DataIntegrityViolationException launchedMeanwhile) {
            throw new Refused("dataset.prune.used");
        }
    }

    private Set<VersionId> used(TeamId team, DatasetId dataset) {
        var used = new HashSet<VersionId>();
        users.forEach(feature -> used.addAll(feature.versions(team, dataset)));
        return used;
    }

    private Dataset own(TeamId team, DatasetId dataset) {
        return datasets.find(team, dataset).orElseThrow(() -> new NotFoundException("dataset"));
    }
}
