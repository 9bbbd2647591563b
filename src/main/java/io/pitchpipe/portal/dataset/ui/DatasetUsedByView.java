package io.pitchpipe.portal.dataset.ui;

import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.ListItem;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.component.html.UnorderedList;
import com.vaadin.flow.router.Route;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.dataset.Dataset;
import io.pitchpipe.portal.dataset.DatasetCopies;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.DatasetUse;
import io.pitchpipe.portal.dataset.DatasetVersion;
import io.pitchpipe.portal.design.CurrentTeam;
import io.pitchpipe.portal.design.EmptyState;
import io.pitchpipe.portal.design.Formats;
import io.pitchpipe.portal.design.Icons;
import io.pitchpipe.portal.design.Links;
import jakarta.annotation.security.PermitAll;

/** What was made of the dataset. */
@Route("datasets/:id/used-by")
@PermitAll
class DatasetUsedByView extends DatasetPage {

    private static final long serialVersionUID = 1L;

    DatasetUsedByView(DatasetService datasets, DatasetCopies copies, Changes changes, CurrentTeam currentTeam) {
        super(datasets, copies, changes, currentTeam);
    }

    @Override
    boolean waitsForRows() {
        return false;
    }

    @Override
    void fill(Dataset current) {
        content.removeAll();
        var uses = datasets.uses(team, current.id());
        if (uses.isEmpty()) {
            content.add(new EmptyState(
                    "boxes",
                    getTranslation("dataset.usedBy.empty.title"),
                    getTranslation("dataset.usedBy.empty.text")));
            return;
        }
        var list = new UnorderedList();
        list.addClassName("pp-rows");
        uses.forEach(use -> list.add(row(use)));
        content.add(list);
    }

    private ListItem row(DatasetUse.Use use) {
        var number = datasets.findVersion(team, use.version())
                .map(DatasetVersion::number)
                .map(version -> getTranslation("dataset.version", version))
                .orElse("");
        var title = Links.to(use.path(), use.title());
        title.addClassNames("pp-ellipsis", "dataset-name");
        var facts = new Div(new Span(number), Formats.time(use.at()));
        facts.getChildren().forEach(fact -> fact.addClassName("pp-fact"));
        facts.addClassNames("pp-facts", "pp-small");
        var main = new Div(title, facts);
        main.addClassName("pp-row-main");
        var row = new ListItem(Icons.of("boxes"), main, new Span(use.status().get()));
        row.addClassName("pp-row");
        return row;
    }
}
