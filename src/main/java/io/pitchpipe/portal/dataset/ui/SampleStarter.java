package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.design.HomeCard;
import io.pitchpipe.portal.design.ViewTask;

/** Home, while it is empty: the bundled sample, straight to where a model is tuned from it. */
@org.springframework.stereotype.Component
class SampleStarter implements HomeCard {

    private final DatasetService datasets;

    SampleStarter(DatasetService datasets) {
        this.datasets = datasets;
    }

    @Override
    public String titleKey() {
        return "dataset.sample.title";
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public boolean starter() {
        return true;
    }

    @Override
    public Component create(TeamId team) {
        var take = new Button(I18NProvider.translate("dataset.sample.start"));
        take.setVisible(datasets.mayEdit(team));
        take.setDisableOnClick(true);
        take.addClickListener(click -> ViewTask.call(() -> datasets.createSample(team))
                .then(dataset -> take.getUI().ifPresent(ui -> ui.navigate("teach?dataset=" + dataset.id())))
                .lastly(() -> take.setEnabled(true))
                .start(take));
        return take;
    }
}
