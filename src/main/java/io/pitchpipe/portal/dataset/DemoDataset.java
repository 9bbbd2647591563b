package io.pitchpipe.portal.dataset;

import io.pitchpipe.portal.account.DemoData;
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
    public boolean add(Demo demo) {
        // A restart in the middle leaves it there.
        if (datasets.count(demo.team(), "") == 0) {
            datasets.createSample(demo.team());
        }
        return true;
    }
}
