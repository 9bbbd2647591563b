package io.pitchpipe.portal.catalog.ui;

import com.vaadin.flow.i18n.I18NProvider;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.catalog.ModelList;
import io.pitchpipe.portal.catalog.ModelNames;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.design.SearchSource;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Search: models by name, own ones first. */
@Component
class ModelSearch implements SearchSource {

    private final ModelService models;

    ModelSearch(ModelService models) {
        this.models = models;
    }

    @Override
    public List<Hit> find(TeamId team, String text, int limit) {
        var found = Stream.of(ModelList.TEAM, ModelList.SHARED)
                .flatMap(which -> models.list(team, which, text, 0, limit).stream())
                .limit(limit)
                .toList();
        var names = ModelNames.among(found);
        return found.stream().map(model -> hit(model, names)).toList();
    }

    private static Hit hit(ModelEntry model, ModelNames names) {
        return new Hit("boxes", names.of(model), () -> detail(model), ModelNavigation.overview(model.id()));
    }

    private static String detail(ModelEntry model) {
        return model.own() ? I18NProvider.translate("catalog.search.model") : ModelRows.from(model);
    }
}
