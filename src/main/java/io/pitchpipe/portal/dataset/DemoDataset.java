package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.account.DemoData;
import io.pitchpipe.portal.common.TeamId;
import org.springframework.stereotype.Component;

/** The canonical dataset for a demo's first team. */
@Component
class DemoDataset implements DemoData {

    private final DatasetService datasets;

    DemoDataset(DatasetService datasets) {
        this.datasets = datasets;
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public void fill(TeamId team) {
        datasets.createSample(team);
    }
}
