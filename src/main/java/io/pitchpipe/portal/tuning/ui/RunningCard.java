package io.pitchpipe.portal.tuning.ui;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.HomeCard;
import io.pitchpipe.portal.tuning.TuningService;

/** Running now, on Home. */
@org.springframework.stereotype.Component
class RunningCard implements HomeCard {

    private final TuningService tunings;
    private final Changes changes;

    RunningCard(TuningService tunings, Changes changes) {
        this.tunings = tunings;
        this.changes = changes;
    }

    @Override
    public String titleKey() {
        return "tuning.running.title";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public Component create(TeamId team) {
        return new JobRows(tunings, changes, team, false);
    }
}
