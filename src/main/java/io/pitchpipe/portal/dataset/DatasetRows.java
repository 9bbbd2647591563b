package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.TeamEditor;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.internal.Conflicting;
import io.pitchpipe.portal.dataset.internal.DatasetRepository;
import io.pitchpipe.portal.dataset.internal.Editing;
import io.pitchpipe.portal.dataset.internal.Exporting;
import io.pitchpipe.portal.dataset.internal.FixPreviewing;
import io.pitchpipe.portal.dataset.internal.RowReading;
import io.pitchpipe.portal.dataset.internal.RowSearching;
import io.pitchpipe.portal.dataset.internal.Splitting;
import io.pitchpipe.portal.dataset.internal.VersionDiffing;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What is in a dataset: looking at rows, mending them, and what the check found. Whatever changes something makes a new version, and is
 * refused with a {@link StaleVersionException} if it was made on a version that is no longer the newest.
 */
@Service
public class DatasetRows {

    /** Rows of one page. */
    public static final int PAGE = 200;

    private final DatasetRepository datasets;
    private final RowReading rows;
    private final Editing editing;
    private final FixPreviewing previewing;
    private final Exporting exporting;
    private final RowSearching searching;
    private final Splitting splitting;
    private final VersionDiffing diffing;
    private final Conflicting conflicting;
    private final CurrentUser user;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    DatasetRows(
            DatasetRepository datasets,
            RowReading rows,
            Editing editing,
            FixPreviewing previewing,
            Exporting exporting,
            RowSearching searching,
            Splitting splitting,
            VersionDiffing diffing,
            Conflicting conflicting,
            CurrentUser user,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.datasets = datasets;
        this.rows = rows;
        this.editing = editing;
        this.previewing = previewing;
        this.exporting = exporting;
        this.searching = searching;
        this.splitting = splitting;
        this.diffing = diffing;
        this.conflicting = conflicting;
        this.user = user;
        this.audit = audit;
        this.transaction = transaction;
    }

    /** A page of rows from {@code offset}, counted from 0; costs the chunks it lies in, not the version. */
    @TeamEditor
    public List<Row> page(TeamId team, VersionId version, long offset, int limit) {
        return rows.page(own(team, version).dataset(), version, Math.max(0, offset), Math.clamp(limit, 0, PAGE));
    }

    /** Looks through the whole version, so it takes time in proportion: some tens of milliseconds for what may be tuned on. */
    @TeamEditor
    public RowMatches search(TeamId team, VersionId version, RowQuery query) {
        return searching.search(own(team, version), query);
    }

    /** @param numbers of the rows, counted from 1 and rising, such as {@link #search} found; at most {@link #PAGE} */
    @TeamEditor
    public List<Row> rows(TeamId team, VersionId version, List<Long> numbers) {
        if (numbers.size() > PAGE) {
            throw new IllegalArgumentException("At most " + PAGE + " rows are read at a time");
        }
        return rows.at(own(team, version).dataset(), version, numbers);
    }

    /** The numbers of those of the rows that are held out when a model is taught with this share held out. */
    @TeamEditor
    public Set<Long> heldOut(TeamId team, VersionId version, HoldOut holdOut, List<Row> among) {
        var heldOut = splitting.heldOut(own(team, version), holdOut);
        return among.stream()
                .filter(row -> heldOut.test(row.example()))
                .map(Row::number)
                .collect(Collectors.toSet());
    }

    /** What was found; empty while the version is still being checked. */
    @TeamEditor
    public Optional<ValidationReport> report(TeamId team, VersionId version) {
        return datasets.report(own(team, version).id()).map(ValidationReport::read);
    }

    /** Of the first inputs that have several outputs, what these are and in which rows; takes time in proportion to the version. */
    @TeamEditor
    public List<Conflict> conflicts(TeamId team, VersionId version) {
        var found = own(team, version);
        return report(team, version).stream()
                .flatMap(report -> report.groups().stream())
                .filter(group -> group.code() == FindingCode.CONFLICT)
                .findFirst()
                .map(group -> conflicting.conflicts(found, group.findings()))
                .orElse(List.of());
    }

    /** @throws UnkeepableRowException if no version may hold such a row */
    @TeamEditor
    public DatasetVersion replace(TeamId team, VersionId base, long row, Example with) {
        return made(editing.replace(own(team, base), row, with, user.id()));
    }

    /** @throws UnkeepableRowException if no version may hold such a row */
    @TeamEditor
    public DatasetVersion add(TeamId team, VersionId base, Example example) {
        return made(editing.add(own(team, base), example, user.id()));
    }

    /** @param numbers of the rows, counted from 1; at least one, at most 10,000 */
    @TeamEditor
    public DatasetVersion delete(TeamId team, VersionId base, Set<Long> numbers) {
        if (numbers.isEmpty() || numbers.size() > 10_000) {
            throw new IllegalArgumentException("Between 1 and 10,000 rows are deleted at a time");
        }
        return made(editing.delete(own(team, base), new TreeSet<>(numbers), user.id()));
    }

    /** Makes a new version with the rows of an old one. */
    @TeamEditor
    public DatasetVersion restore(TeamId team, VersionId old) {
        var version = own(team, old);
        var latest = datasets.versions(version.dataset(), 0, 1).getFirst();
        if (!version.state().readable()) {
            throw new IllegalArgumentException("That version has no rows");
        }
        return made(editing.restore(version, latest, user.id()));
    }

    /**
     * What became of the rows between two versions of one dataset; reads only the chunks that they do not share.
     *
     * @throws IllegalArgumentException if they are of different datasets
     */
    @TeamEditor
    public VersionDiff diff(TeamId team, VersionId before, VersionId after) {
        var earlier = own(team, before);
        var later = own(team, after);
        if (!earlier.dataset().equals(later.dataset())) {
            throw new IllegalArgumentException("Versions of different datasets are not compared");
        }
        return diffing.diff(earlier, later);
    }

    /** What these fixes would do. */
    @TeamEditor
    public FixPreview preview(TeamId team, VersionId base, Set<Fix> fixes) {
        return previewing.preview(own(team, base), fixes);
    }

    @TeamEditor
    public DatasetVersion fix(TeamId team, VersionId base, Set<Fix> fixes) {
        return made(editing.fix(own(team, base), new TreeSet<>(fixes), user.id()));
    }

    /** Findings of the version that somebody has decided to keep as they are. */
    @TeamEditor
    public Set<FindingCode> kept(TeamId team, VersionId version) {
        var kept = EnumSet.noneOf(FindingCode.class);
        datasets.kept(own(team, version).id()).forEach(code -> kept.add(FindingCode.valueOf(code)));
        return kept;
    }

    /** Notes that what was found is wanted ({@code keep}) or is to be looked at again. Errors cannot be kept. */
    @TeamEditor
    public void keep(TeamId team, VersionId version, FindingCode code, boolean keep) {
        if (code.severity() == Severity.ERROR) {
            throw new IllegalArgumentException("What may not be tuned on cannot be kept");
        }
        var found = own(team, version);
        var codes = new ArrayList<>(datasets.kept(found.id()));
        codes.remove(code.name());
        if (keep) {
            codes.add(code.name());
        }
        transaction.executeWithoutResult(status -> {
            datasets.keep(version, codes);
            var name = datasets.find(team, found.dataset()).orElseThrow().name();
            if (keep) {
                audit.record(team, "dataset.ignored", name, code.name());
            } else {
                audit.record(team, "dataset.reopened", name, code.name());
            }
        });
    }

    /** Writes the version as JSON lines; nothing is lost. */
    @TeamEditor
    public void exportJsonLines(TeamId team, VersionId version, OutputStream out) throws IOException {
        var asked = own(team, version);
        exporting.record(team, asked, "JSON lines");
        exporting.jsonLines(asked, out);
    }

    /** Writes the version as the tuning API's JSON, {@code {"examples":{"examples":[…]}}}; nothing is lost. */
    @TeamEditor
    public void exportApiJson(TeamId team, VersionId version, OutputStream out) throws IOException {
        var asked = own(team, version);
        exporting.record(team, asked, "JSON");
        exporting.apiJson(asked, out);
    }

    /** Writes the version as CSV, with an apostrophe before cells that a spreadsheet would run as formulas. */
    @TeamEditor
    public void exportCsv(TeamId team, VersionId version, OutputStream out) throws IOException {
        var asked = own(team, version);
        exporting.record(team, asked, "CSV");
        exporting.csv(asked, out);
    }

    /**
     * Writes the rows of the file that the version could not take, as CSV with where each starts and why it was left out; as many as
     * {@link DatasetVersion#rejected} says.
     *
     * @param reason the words for a finding
     */
    @TeamEditor
    public void exportRejected(TeamId team, VersionId version, Function<Finding, String> reason, OutputStream out)
            throws IOException {
        var asked = own(team, version);
        exporting.record(team, asked, "the rows left out");
        exporting.rejected(asked, reason, out);
    }

    private DatasetVersion made(VersionId id) {
        return datasets.version(id).orElseThrow(() -> new NotFoundException("version of a dataset"));
    }

    private DatasetVersion own(TeamId team, VersionId version) {
        return datasets.version(team, version).orElseThrow(() -> new NotFoundException("version of a dataset"));
    }
}
