package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.TeamEditor;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.internal.DatasetRepository;
import io.pitchpipe.portal.dataset.internal.Editing;
import io.pitchpipe.portal.dataset.internal.Peeking;
import io.pitchpipe.portal.dataset.internal.Quotas;
import io.pitchpipe.portal.dataset.internal.Receiving;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A team's datasets: bringing them in, finding them, and what becomes of them as a whole. Every member sees that they exist and where
 * they stand; what is in them is for editors, because training data is often more confidential than the model taught from it.
 */
@Service
public class DatasetService {

    /** Characters of a dataset's name. */
    public static final int NAME_LENGTH = 80;

    private final DatasetRepository datasets;
    private final DatasetContents contents;
    private final Receiving receiving;
    private final Peeking peeking;
    private final Quotas quotas;
    private final Editing editing;
    private final Changes changes;
    private final AuditLog audit;
    private final CurrentUser user;
    private final Access access;
    private final TransactionTemplate transaction;
    private final ObjectProvider<DatasetUse> users;

    DatasetService(
            DatasetRepository datasets,
            DatasetContents contents,
            Receiving receiving,
            Peeking peeking,
            Quotas quotas,
            Editing editing,
            Changes changes,
            AuditLog audit,
            CurrentUser user,
            Access access,
            TransactionTemplate transaction,
            ObjectProvider<DatasetUse> users) {
        this.datasets = datasets;
        this.contents = contents;
        this.receiving = receiving;
        this.peeking = peeking;
        this.quotas = quotas;
        this.editing = editing;
        this.changes = changes;
        this.audit = audit;
        this.user = user;
        this.access = access;
        this.transaction = transaction;
        this.users = users;
    }

    /** The team's datasets, the latest touched first, whose names contain {@code search} (which may be empty). */
    @TeamViewer
    public List<Dataset> list(TeamId team, String search, int offset, int limit) {
        return datasets.list(team, search, Math.max(0, offset), Math.clamp(limit, 1, 200));
    }

    /** How many datasets {@link #list} would go through. */
    @TeamViewer
    public long count(TeamId team, String search) {
        return datasets.count(team, search);
    }

    @TeamViewer
    public Optional<Dataset> find(TeamId team, DatasetId id) {
        return datasets.find(team, id);
    }

    /** Whether the caller may see and change what is in the team's datasets. */
    @TeamViewer
    public boolean mayEdit(TeamId team) {
        return access.editor(team);
    }

    @TeamViewer
    public Optional<DatasetVersion> findVersion(TeamId team, VersionId id) {
        return datasets.version(team, id);
    }

    /** The dataset's versions, newest first. */
    @TeamViewer
    public List<DatasetVersion> versions(TeamId team, DatasetId dataset, int offset, int limit) {
        return datasets.versions(own(team, dataset).id(), Math.max(0, offset), Math.clamp(limit, 1, 200));
    }

    /** How many findings of the check are neither fixed nor kept; 0 while the version is being checked. */
    @TeamEditor
    public int openFindings(TeamId team, VersionId version) {
        var id = ownVersion(team, version).id();
        var kept = datasets.kept(id);
        return datasets.report(id)
                .map(ValidationReport::read)
                .map(report -> (int) report.groups().stream()
                        .filter(group -> !kept.contains(group.code().name()))
                        .count())
                .orElse(0);
    }

    /** What was made of the dataset, by every feature that says so; the latest first. */
    @TeamViewer
    public List<DatasetUse.Use> uses(TeamId team, DatasetId dataset) {
        var id = own(team, dataset).id();
        return users.orderedStream()
                .flatMap(feature -> feature.uses(team, id).stream())
                .sorted(java.util.Comparator.comparing(DatasetUse.Use::at).reversed())
                .toList();
    }

    /**
     * Takes a file, as a stream, whatever its size up to the limit.
     *
     * @param fileName what the user calls it; only ever shown
     * @throws RefusedFileException if it is empty, too large, no text or workbook, or breaks off; then nothing of it is kept
     * @throws QuotaExceededException if it does not fit into what the team may hold; then neither
     */
    @TeamEditor
    public UploadId receive(TeamId team, String fileName, InputStream in) {
        return receiving.receive(team, user.id(), fileName, in);
    }

    /** The largest file that {@link #receive} takes, in bytes. */
    @TeamEditor
    public long uploadLimit(TeamId team) {
        return receiving.most();
    }

    /**
     * A first look into a received file.
     *
     * @param wanted how it is to be read; null to guess
     * @throws NotFoundException if the team has no such file, or it was imported long ago
     * @throws RefusedFileException if it turns out to be no workbook after all
     */
    @TeamEditor
    public Peek peek(TeamId team, UploadId upload, @Nullable Reading wanted) {
        return peeking.peek(team, upload, wanted);
    }

    /**
     * Makes a dataset of a received file. A small one has been read and checked when this returns; a large one is read in the background.
     *
     * @param name 1 to {@link #NAME_LENGTH} characters
     * @throws NotFoundException if the team has no such file
     * @throws QuotaExceededException if the team has as many datasets as it may
     * @throws IllegalArgumentException if the name is empty or too long
     */
    @TeamEditor
    public Dataset create(TeamId team, String name, UploadId upload, ImportPlan plan) {
        var file = peeking.describe(team, upload);
        return create(team, name, upload, plan, new VersionChange(VersionChange.Kind.IMPORTED, 0, file.fileName()));
    }

    /**
     * Makes a new version of a dataset with the rows of a received file; the rows there were stay in the version before.
     *
     * @param base the version that the file is to follow
     * @throws NotFoundException if the team has no such version or file
     * @throws StaleVersionException if there is a newer version by now
     */
    @TeamEditor
    public DatasetVersion bring(TeamId team, VersionId base, UploadId upload, ImportPlan plan) {
        var file = peeking.describe(team, upload);
        var change = new VersionChange(VersionChange.Kind.IMPORTED, 0, file.fileName());
        var found = ownVersion(team, base);
        return ownVersion(team, editing.importNext(found, upload, file.bytes(), plan, change, user.id()));
    }

    /** Makes a dataset of the tuning guide's canonical 15 pairs, which teach a model to count on. */
    @TeamEditor
    public Dataset createSample(TeamId team) {
        var lines = new ByteArrayInputStream(SampleData.csv().getBytes(StandardCharsets.UTF_8));
        var upload = receiving.receive(team, user.id(), SampleData.FILE_NAME, lines);
        return create(
                team,
                SampleData.NAME,
                upload,
                SampleData.PLAN,
                new VersionChange(VersionChange.Kind.SAMPLE, 0, SampleData.FILE_NAME));
    }

    private Dataset create(TeamId team, String name, UploadId upload, ImportPlan plan, VersionChange change) {
        var bytes = peeking.describe(team, upload).bytes();
        var id = DatasetId.random();
        var cleaned = name(name);
        var version = transaction.execute(status -> {
            quotas.addDataset(team);
            datasets.insert(id, team, cleaned, user.id());
            var first = editing.importFirst(id, upload, bytes, plan, change, user.id());
            audit.record(team, "dataset.created", cleaned);
            changes.bump(DatasetTopics.of(team));
            return first;
        });
        editing.readAtOnce(java.util.Objects.requireNonNull(version), bytes);
        return own(team, id);
    }

    /** @throws IllegalArgumentException if the name is empty or too long */
    @TeamEditor
    public void rename(TeamId team, DatasetId dataset, String name) {
        var id = own(team, dataset).id();
        var cleaned = name(name);
        transaction.executeWithoutResult(status -> {
            datasets.rename(id, cleaned);
            audit.record(team, "dataset.renamed", cleaned);
            changes.bump(DatasetTopics.of(team));
            changes.bump(DatasetTopics.of(id));
        });
    }

    /**
     * Deletes a dataset that nothing was made of.
     *
     * @return false if something was made of it: then it stays, for a model must be able to say what it was taught from
     */
    @TeamEditor
    public boolean delete(TeamId team, DatasetId dataset) {
        var found = own(team, dataset);
        var id = found.id();
        return Boolean.TRUE.equals(transaction.execute(status -> {
            // Whoever is about to make something of it is waited for, or waits.
            datasets.lock(id);
            if (users.stream().anyMatch(feature -> !feature.versions(team, id).isEmpty())) {
                return false;
            }
            editing.deleteAll(id);
            audit.record(team, "dataset.deleted", found.name());
            changes.bump(DatasetTopics.of(team));
            return true;
        }));
    }

    /** Stops the reading of a version. @return false if it was settled already */
    @TeamEditor
    public boolean cancel(TeamId team, VersionId version) {
        return editing.cancel(ownVersion(team, version));
    }

    /** @throws NotFoundException if the team has no such version */
    @TeamEditor
    public Examples examples(TeamId team, VersionId version) {
        return contents.examples(ownVersion(team, version).id());
    }

    /**
     * Up to {@code count} examples spread evenly over the version.
     *
     * @throws NotFoundException if the team has no such version
     */
    @TeamEditor
    public List<Example> sample(TeamId team, VersionId version, int count) {
        return contents.sample(ownVersion(team, version).id(), Math.clamp(count, 1, 100));
    }

    /**
     * How a version that may be tuned on is divided; decided by whoever asks first, and the same ever after.
     *
     * @throws NotFoundException if the team has no such version
     * @throws IllegalArgumentException if the version may not be tuned on
     */
    @TeamEditor
    public Split split(TeamId team, VersionId version, HoldOut holdOut) {
        var found = ownVersion(team, version);
        if (found.state() != VersionState.VALID) {
            throw new IllegalArgumentException("A version that may not be tuned on is not divided");
        }
        return contents.split(found.id(), holdOut);
    }

    static String name(String name) {
        var cleaned = name.strip();
        if (cleaned.isEmpty() || cleaned.codePointCount(0, cleaned.length()) > NAME_LENGTH) {
            throw new IllegalArgumentException("A dataset's name has 1 to " + NAME_LENGTH + " characters");
        }
        return cleaned;
    }

    private Dataset own(TeamId team, DatasetId id) {
        return datasets.find(team, id).orElseThrow(() -> new NotFoundException("dataset"));
    }

    private DatasetVersion ownVersion(TeamId team, VersionId version) {
        return datasets.version(team, version).orElseThrow(() -> new NotFoundException("version of a dataset"));
    }
}
