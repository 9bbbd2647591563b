package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.account.TeamEditor;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.internal.DatasetRepository;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * A team's datasets. Every member sees that they exist and where they stand; what is in them is for editors, because training
 * data is often more confidential than the model taught from it.
 */
@Service
public class DatasetService {

    private final DatasetRepository datasets;
    private final DatasetContents contents;

    DatasetService(DatasetRepository datasets, DatasetContents contents) {
        this.datasets = datasets;
        this.contents = contents;
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

    @TeamViewer
    public Optional<DatasetVersion> findVersion(TeamId team, VersionId id) {
        return datasets.version(team, id);
    }

    /** @throws NotFoundException if the team has no such version */
    @TeamEditor
    public Examples examples(TeamId team, VersionId version) {
        return contents.examples(own(team, version).id());
    }

    /**
     * Up to {@code count} examples spread evenly over the version.
     *
     * @throws NotFoundException if the team has no such version
     */
    @TeamEditor
    public List<Example> sample(TeamId team, VersionId version, int count) {
        return contents.sample(own(team, version).id(), Math.clamp(count, 1, 100));
    }

    private DatasetVersion own(TeamId team, VersionId version) {
        return datasets.version(team, version).orElseThrow(() -> new NotFoundException("version of a dataset"));
    }
}
