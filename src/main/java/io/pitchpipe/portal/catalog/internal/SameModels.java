package io.pitchpipe.portal.catalog.internal;

import io.pitchpipe.portal.backend.ConnectionId;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelLinks.Place;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningJobs;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Knows one model under the different ids that teams have for it. */
@Component
public class SameModels {

    private final TuningJobs jobs;
    private final SharedModelRepository shared;
    private final Connections connections;

    SameModels(TuningJobs jobs, SharedModelRepository shared, Connections connections) {
        this.jobs = jobs;
        this.shared = shared;
        this.connections = connections;
    }

    /** The places of a model in these teams, in their order, but those that may no longer use it last. */
    public List<Place> places(ModelId id, List<TeamId> teams) {
        var named = shared.find(id);
        var job = jobs.find(new JobId(id.value())).or(() -> named.flatMap(this::taught));
        var live = new ArrayList<Place>();
        var gone = new ArrayList<Place>();
        for (var team : teams) {
            if (job.filter(found -> found.team().equals(team)).isPresent()) {
                live.add(new Place(team, new ModelId(job.orElseThrow().id().value()), true));
            } else {
                inTeam(team, job, named)
                        .ifPresent(found ->
                                (found.goneAt() == null ? live : gone).add(new Place(team, found.id(), false)));
            }
        }
        live.addAll(gone);
        return live;
    }

    private Optional<TuningJob> taught(SharedModelRepository.Shared model) {
        return Optional.ofNullable(model.ownerJob()).flatMap(job -> jobs.find(new JobId(job)));
    }

    private Optional<SharedModelRepository.Shared> inTeam(
            TeamId team, Optional<TuningJob> job, Optional<SharedModelRepository.Shared> named) {
        if (job.isPresent()) {
            return shared.ofJob(team, job.get().id().value());
        }
        return named.flatMap(model -> model.team().equals(team)
                ? Optional.of(model)
                : shared.named(team, model.resource()).stream()
                        .filter(other -> sameBackend(other.connection(), model.connection()))
                        .findFirst());
    }

    private boolean sameBackend(ConnectionId one, ConnectionId other) {
        var first = connections.byId(one);
        var second = connections.byId(other);
        return first.kind() == second.kind() && Objects.equals(first.baseUrl(), second.baseUrl());
    }
}
