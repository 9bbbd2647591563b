package io.pitchpipe.portal.catalog;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.TeamEditor;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.BackendAddress;
import io.pitchpipe.portal.backend.BackendTrouble;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.catalog.internal.DeleteModel;
import io.pitchpipe.portal.catalog.internal.Entries;
import io.pitchpipe.portal.catalog.internal.RenameModel;
import io.pitchpipe.portal.catalog.internal.SharedModels;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.tuning.JobFilter;
import io.pitchpipe.portal.tuning.TuningService;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** The models a team can use: those it taught and those shared with it. Lists are paged: at most 200 at once. */
@Service
public class ModelService {

    /** So many models of a list are known at once. */
    public static final int MAX = 2_000;

    private static final int PAGE = 200;

    private final Entries entries;
    private final TuningService tunings;
    private final SharedModels shared;
    private final DeleteModel delete;
    private final RenameModel rename;
    private final Connections connections;
    private final ObjectProvider<BackendAddress> embedded;
    private final CurrentUser currentUser;

    ModelService(
            Entries entries,
            TuningService tunings,
            SharedModels shared,
            DeleteModel delete,
            RenameModel rename,
            Connections connections,
            ObjectProvider<BackendAddress> embedded,
            CurrentUser currentUser) {
        this.entries = entries;
        this.tunings = tunings;
        this.shared = shared;
        this.delete = delete;
        this.rename = rename;
        this.connections = connections;
        this.embedded = embedded;
        this.currentUser = currentUser;
    }

    /** A page of a list, the latest first; {@code search} is part of a name, in any case, and may be empty. */
    @TeamViewer
    public List<ModelEntry> list(TeamId team, ModelList which, String search, int offset, int limit) {
        var from = Math.max(0, offset);
        var most = Math.clamp(limit, 1, PAGE);
        return which == ModelList.SHARED
                ? entries.sharedWith(team, search, from, most)
                : entries.own(team, filter(which, search), from, most);
    }

    /** How many {@link #list} would go through. */
    @TeamViewer
    public long count(TeamId team, ModelList which, String search) {
        return which == ModelList.SHARED
                ? entries.countShared(team, search)
                : tunings.count(team, filter(which, search));
    }

    /** All of a list, the latest first, up to {@link #MAX}; for who sorts it otherwise. */
    @TeamViewer
    public List<ModelEntry> all(TeamId team, ModelList which, String search) {
        var all = new ArrayList<ModelEntry>();
        List<ModelEntry> page;
        do {
            page = list(team, which, search, all.size(), PAGE);
            all.addAll(page);
        } while (page.size() == PAGE && all.size() < MAX);
        return all;
    }

    /**
     * The names of the team's own models that can be prompted, or are on the way there.
     *
     * @param search part of the names, in any case
     * @param which of the models
     */
    @TeamViewer
    public List<String> names(TeamId team, String search, Predicate<ModelEntry> which) {
        return all(team, ModelList.TEAM, search).stream()
                .filter(model -> switch (model.status().state()) {
                    case QUEUED, TUNING, READY -> true;
                    case FAILED, CANCELLED, LOST, GONE -> false;
                })
                .filter(which)
                .map(ModelEntry::name)
                .toList();
    }

    private JobFilter filter(ModelList which, String search) {
        return which == ModelList.MINE
                ? JobFilter.by(currentUser.id(), search)
                : new JobFilter(JobFilter.Which.ALL, search);
    }

    /** The models that can be prompted now, the team's own first; at most {@code limit} of each kind. */
    @TeamViewer
    public List<ModelEntry> promptable(TeamId team, int limit) {
        return entries.promptable(team, Math.clamp(limit, 1, PAGE));
    }

    @TeamViewer
    public Optional<ModelDetails> find(TeamId team, ModelId id) {
        return entries.details(team, id);
    }

    /**
     * Asks the team's backend what is shared with it now. Blocks on the network.
     *
     * @throws Refused if the backend does not answer with a list; what was known stays
     */
    @TeamViewer
    public void refresh(TeamId team) {
        try {
            shared.sync(team);
        } catch (ApiFailure failure) {
            throw BackendTrouble.refused(failure);
        }
    }

    /**
     * Where programs reach the model: the base URL of the team's backend. May block on the network.
     *
     * @return empty while the embedded server is not up
     * @throws NotFoundException if the team has no such model
     */
    @TeamViewer
    public Optional<URI> address(TeamId team, ModelId id) {
        var details = entries.details(team, id).orElseThrow(() -> new NotFoundException("model"));
        try {
            var connection =
                    details.job().map(job -> connections.byId(job.connection())).orElseGet(() -> connections.of(team));
            return connection.baseUrl() == null
                    ? embedded.stream().findFirst().flatMap(BackendAddress::current)
                    : Optional.of(connection.baseUrl());
        } catch (ApiFailure unreachable) {
            return Optional.empty();
        }
    }

    /**
     * Gives an own model another name, at its backend too. Blocks on the network.
     *
     * @param name 1 to 40 characters (code points)
     * @throws NotFoundException if the team owns no such model
     * @throws Refused if the name is blank or too long, or the backend does not take it
     */
    @TeamEditor
    public void rename(TeamId team, ModelId id, String name) {
        rename.rename(own(team, id), name);
    }

    /**
     * Deletes an own model at its backend, for everyone who uses it. Blocks on the network.
     *
     * @throws NotFoundException if the team owns no such model
     * @throws Refused if it is still being tuned, or the backend does not delete it
     */
    @TeamEditor
    public void delete(TeamId team, ModelId id) {
        delete.delete(own(team, id), currentUser.id());
    }

    private ModelDetails own(TeamId team, ModelId id) {
        return entries.details(team, id)
                .filter(details -> details.entry().own())
                .orElseThrow(() -> new NotFoundException("model"));
    }
}
