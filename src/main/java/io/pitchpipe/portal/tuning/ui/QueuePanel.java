package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.ActivityPanel;
import io.pitchpipe.portal.tuning.TuningService;

/** The queue, on Activity. */
@org.springframework.stereotype.Component
class QueuePanel implements ActivityPanel {

    private final TuningService tunings;
    private final Changes changes;

    QueuePanel(TuningService tunings, Changes changes) {
        this.tunings = tunings;
        this.changes = changes;
    }

    @Override
    public String titleKey() {
        return "tuning.queue.title";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Component create(TeamId team) {
        return new JobRows(tunings, changes, team, true);
    }
}
