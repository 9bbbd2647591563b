package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.dataset.internal.DatasetRepository;
import io.pitchpipe.portal.dataset.internal.RowReading;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The examples of a version for background tasks, which act for no signed-in user. Whoever scheduled the task has been
 * authorised by then; views and anything that answers a request use {@link DatasetService} instead.
 */
@Component
public class DatasetContents {

    private final DatasetRepository datasets;
    private final RowReading rows;

    DatasetContents(DatasetRepository datasets, RowReading rows) {
        this.datasets = datasets;
        this.rows = rows;
    }

    /** @throws NotFoundException if there is no such version */
    public Examples examples(VersionId version) {
        var found = version(version);
        return new Examples(found.rows(), found.bytes(), () -> rows.stream(found.dataset(), version));
    }

    /**
     * Up to {@code count} examples spread evenly over the version, always the same ones.
     *
     * @throws NotFoundException if there is no such version
     */
    public List<Example> sample(VersionId version, int count) {
        var found = version(version);
        if (count >= found.rows()) {
            return rows.page(found.dataset(), version, 0, (int) found.rows()).stream()
                    .map(Row::example)
                    .toList();
        }
        return java.util.stream.LongStream.range(0, count)
                .mapToObj(index -> rows.page(found.dataset(), version, index * found.rows() / count, 1))
                .flatMap(List::stream)
                .map(Row::example)
                .toList();
    }

    /** @throws NotFoundException if there is no such version */
    public DatasetVersion version(VersionId version) {
        return datasets.version(version).orElseThrow(() -> new NotFoundException("version of a dataset"));
    }
}
