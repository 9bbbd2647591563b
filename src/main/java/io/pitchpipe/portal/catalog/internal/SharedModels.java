package io.pitchpipe.portal.catalog.internal;

import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.genapi.TunedModelState;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.backend.TunedModelsApi;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.tuning.JobFilter;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningJobs;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Brings a team's list up to date with what its backend gives its own key: models of other projects appear and disappear, and
 * own models deleted elsewhere get a tombstone.
 */
@Component
public class SharedModels {

    private static final int PAGE = 200;
    private static final int MOST = 2_000;
    private static final int NAME = 200;

    private final TunedModelsApi api;
    private final Connections connections;
    private final SharedModelRepository shared;
    private final ReaderRepository readers;
    private final TuningJobs jobs;
    private final Changes changes;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SharedModels(
            TunedModelsApi api,
            Connections connections,
            SharedModelRepository shared,
            ReaderRepository readers,
            TuningJobs jobs,
            Changes changes,
            TransactionTemplate transaction,
            Clock clock) {
        this.api = api;
        this.connections = connections;
        this.shared = shared;
        this.readers = readers;
        this.jobs = jobs;
        this.changes = changes;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * Reads the team's list from its backend, outside any transaction, and records it in one.
     *
     * @throws ApiFailure if the backend did not answer with a list; what was known stays
     */
    public void sync(TeamId team) {
        var connection = connections.of(team);
        var listed = new HashMap<String, TunedModel>();
        var whole = list(connection, listed);
        transaction.executeWithoutResult(status -> record(team, connection, listed, whole));
    }

    /** @return whether all of the list was read */
    private boolean list(Connection connection, Map<String, TunedModel> into) {
        @Nullable String token = null;
        do {
            var page = api.list(connection, PAGE, token);
            for (var model : page.entries()) {
                if (model.name() != null && model.name().matches("tunedModels/[A-Za-z0-9_-]{1,120}")) {
                    into.put(model.name(), model);
                }
            }
            token = page.nextPageToken();
        } while (token != null && !token.isEmpty() && into.size() < MOST);
        return token == null || token.isEmpty();
    }

    private void record(TeamId team, Connection connection, Map<String, TunedModel> listed, boolean whole) {
        var now = clock.instant();
        var changed = false;
        var others = new ArrayList<String>();
        for (var model : listed.values()) {
            var resource = Objects.requireNonNull(model.name());
            var taught = jobs.byModelId(resource.substring("tunedModels/".length()))
                    .filter(job -> sameBackend(connection, job));
            if (taught.filter(job -> job.team().equals(team)).isEmpty()
                    && TunedModelState.ACTIVE.equals(model.state())) {
                others.add(resource);
                changed |= shared.put(row(team, connection, model, taught));
            }
        }
        if (whole) {
            changed |= shared.keepOnly(team, connection.id(), others, now) > 0;
            changed |= buryMissing(team, connection, listed);
        }
        shared.synced(team, now);
        if (changed) {
            changes.bump(TuningJob.modelsTopic(team));
        }
    }

    /** Two teams on the embedded server, or on the same address, mean the same model by the same name. */
    private boolean sameBackend(Connection connection, TuningJob job) {
        var theirs = connections.byId(job.connection());
        return connection.kind() == theirs.kind() && Objects.equals(connection.baseUrl(), theirs.baseUrl());
    }

    private SharedModelRepository.Shared row(
            TeamId team, Connection connection, TunedModel model, Optional<TuningJob> taught) {
        var name = Objects.requireNonNullElse(model.displayName(), Objects.requireNonNull(model.name()));
        var source = model.tunedModelSource();
        var base = model.baseModel() != null ? model.baseModel() : source == null ? null : source.baseModel();
        return new SharedModelRepository.Shared(
                ModelId.random(),
                team,
                connection.id(),
                Objects.requireNonNull(model.name()),
                cut(name, NAME),
                model.description() == null ? null : cut(model.description(), 2_000),
                base == null || base.length() > 140 ? null : base,
                taught.map(TuningJob::team).orElse(null),
                taught.map(job -> job.id().value()).orElse(null),
                clock.instant(),
                null);
    }

    private boolean buryMissing(TeamId team, Connection connection, Map<String, TunedModel> listed) {
        var ready = new JobFilter(JobFilter.Which.READY, "");
        var own = jobs.list(team, ready, 0, PAGE);
        var buried = readers.buried(
                own.stream().map(job -> new ModelId(job.id().value())).toList());
        var changed = false;
        for (var job : own) {
            var id = new ModelId(job.id().value());
            if (job.connection().equals(connection.id())
                    && !buried.contains(id)
                    && !listed.containsKey("tunedModels/" + job.tunedModelId())) {
                changed |= readers.bury(id, team, clock.instant(), null);
            }
        }
        return changed;
    }

    private static String cut(String text, int codePoints) {
        return text.codePointCount(0, text.length()) <= codePoints
                ? text
                : text.substring(0, text.offsetByCodePoints(0, codePoints));
    }
}
