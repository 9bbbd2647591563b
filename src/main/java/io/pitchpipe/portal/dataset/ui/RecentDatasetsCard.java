package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.html.UnorderedList;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.design.HomeCard;

/** The datasets touched last, on Home. */
@org.springframework.stereotype.Component
class RecentDatasetsCard implements HomeCard {

    private static final int SHOWN = 3;

    private final DatasetService datasets;

    RecentDatasetsCard(DatasetService datasets) {
        this.datasets = datasets;
    }

    @Override
    public String titleKey() {
        return "dataset.home";
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public Component create(TeamId team) {
        var list = new UnorderedList();
        list.addClassName("pp-rows");
        datasets.list(team, "", 0, SHOWN).forEach(dataset -> list.add(DatasetsView.row(dataset)));
        list.setVisible(list.getComponentCount() > 0);
        return list;
    }
}
