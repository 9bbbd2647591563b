package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.account.Access;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.catalog.ModelRemarks;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.HomeCard;
import java.util.List;

/** Home: the team's models that can be prompted. */
@org.springframework.stereotype.Component
class ReadyCard implements HomeCard {

    private static final int MOST = 5;

    private final ModelService models;
    private final List<ModelRemarks> remarks;
    private final Access access;

    ReadyCard(ModelService models, List<ModelRemarks> remarks, Access access) {
        this.models = models;
        this.remarks = remarks;
        this.access = access;
    }

    @Override
    public String titleKey() {
        return "catalog.home.ready";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Component create(TeamId team) {
        var ready =
                models.promptable(team, MOST).stream().filter(ModelEntry::own).toList();
        var rows = new ModelRows(ready, ModelsView.remarks(remarks, team, ready), access.editor(team));
        rows.setVisible(!ready.isEmpty());
        return rows;
    }
}
