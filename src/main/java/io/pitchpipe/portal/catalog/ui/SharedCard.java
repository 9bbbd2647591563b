package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.component.Component;
import io.pitchpipe.portal.catalog.ModelList;
import io.pitchpipe.portal.catalog.ModelRemarks;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.HomeCard;
import java.util.List;

/** Home: what other teams let this one prompt. */
@org.springframework.stereotype.Component
class SharedCard implements HomeCard {

    private static final int MOST = 5;

    private final ModelService models;
    private final List<ModelRemarks> remarks;

    SharedCard(ModelService models, List<ModelRemarks> remarks) {
        this.models = models;
        this.remarks = remarks;
    }

    @Override
    public String titleKey() {
        return "catalog.home.shared";
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public Component create(TeamId team) {
        var shared = models.list(team, ModelList.SHARED, "", 0, MOST);
        var rows = new ModelRows(shared, ModelsView.remarks(remarks, team, shared), false);
        rows.setVisible(!shared.isEmpty());
        return rows;
    }
}
