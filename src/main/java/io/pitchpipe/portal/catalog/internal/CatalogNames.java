package io.pitchpipe.portal.catalog.internal;

import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.tuning.NamesInUse;
import java.util.List;
import org.springframework.stereotype.Component;

/** Tells the launch form which names there are. */
@Component
class CatalogNames implements NamesInUse {

    private final ModelService models;

    CatalogNames(ModelService models) {
        this.models = models;
    }

    @Override
    public List<String> like(TeamId team, String text) {
        return models.names(team, text, other -> true);
    }
}
