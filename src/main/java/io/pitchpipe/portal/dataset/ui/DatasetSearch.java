package io.pitchpipe.portal.dataset.ui;

import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.design.SearchSource;
import java.util.List;
import org.springframework.stereotype.Component;

/** Datasets in the search of the top bar. */
@Component
class DatasetSearch implements SearchSource {

    private final DatasetService datasets;

    DatasetSearch(DatasetService datasets) {
        this.datasets = datasets;
    }

    @Override
    public List<Hit> find(TeamId team, String text, int limit) {
        return datasets.list(team, text, 0, limit).stream()
                .map(dataset -> new Hit(
                        "database",
                        dataset.name(),
                        () -> DatasetText.rows(dataset.latest().rows()),
                        DatasetNavigation.rows(dataset.id())))
                .toList();
    }
}
