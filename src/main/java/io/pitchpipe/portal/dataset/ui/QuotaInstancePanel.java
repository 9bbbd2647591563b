package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.dataset.DatasetQuotas;
import io.pitchpipe.portal.design.InstancePanel;

/** What teams may hold, under Administration · Instance. */
@org.springframework.stereotype.Component
class QuotaInstancePanel implements InstancePanel {

    private final DatasetQuotas quotas;

    QuotaInstancePanel(DatasetQuotas quotas) {
        this.quotas = quotas;
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Component create() {
        return new QuotaPanel(quotas);
    }
}
