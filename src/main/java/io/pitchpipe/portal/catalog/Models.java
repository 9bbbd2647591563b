package io.pitchpipe.portal.catalog;

import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.catalog.internal.Entries;
import io.pitchpipe.portal.catalog.internal.Tombstones;
import io.pitchpipe.portal.common.BackgroundDoor;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Models for background tasks and for services that have checked on their own who is asking. Views use {@link ModelService}.
 */
@BackgroundDoor
@Component
public class Models {

    private final Entries entries;
    private final Tombstones tombstones;
    private final Connections connections;

    Models(Entries entries, Tombstones tombstones, Connections connections) {
        this.entries = entries;
        this.tombstones = tombstones;
        this.connections = connections;
    }

    /** The models a team can prompt now, its own first; at most {@code limit} of each kind. */
    public List<ModelEntry> promptable(TeamId team, int limit) {
        return entries.promptable(team, limit);
    }

    /**
     * Where and how to prompt a model. May block on the network the first time a team does.
     *
     * @throws NotFoundException if the team has no such model
     * @throws Refused if it cannot be prompted now, with the reason
     */
    public PromptTarget target(TeamId team, ModelId id) {
        var details = entries.details(team, id).orElseThrow(() -> new NotFoundException("model"));
        var model = details.entry();
        if (!model.ready()) {
            throw new Refused(
                    switch (model.status().state()) {
                        case GONE -> model.own() ? "catalog.refused.deleted" : "catalog.refused.unshared";
                        case QUEUED, TUNING -> "catalog.refused.tuning";
                        default -> "catalog.refused.no-model";
                    },
                    model.name());
        }
        var connection =
                details.job().map(job -> connections.byId(job.connection())).orElseGet(() -> connections.of(team));
        return new PromptTarget(model, connection, details.preamble());
    }

    /** A backend no longer knows the model, or no longer lets the team prompt it: it leaves the team's list. */
    public void lost(ModelEntry model) {
        tombstones.bury(model);
    }
}
