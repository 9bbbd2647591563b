package io.pitchpipe.portal.catalog.internal;

import io.pitchpipe.genapi.TunedModel;
import io.pitchpipe.portal.account.Team;
import io.pitchpipe.portal.account.TeamDirectory;
import io.pitchpipe.portal.audit.AuditLog;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.BackendTrouble;
import io.pitchpipe.portal.backend.Connection;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.backend.TunedModelsApi;
import io.pitchpipe.portal.catalog.ModelDetails;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.Reader;
import io.pitchpipe.portal.catalog.ShareChanged;
import io.pitchpipe.portal.common.Changes;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.ProjectNumber;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import io.pitchpipe.portal.tuning.TuningJob;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes {@code readerProjectNumbers} at the backend, remembers who did it, and tells the team concerned. */
@Component
public class Sharing {

    /** Ours: the list travels whole with each change. */
    static final int MOST_READERS = 500;

    private final TunedModelsApi api;
    private final Connections connections;
    private final ReaderRepository readers;
    private final TeamDirectory teams;
    private final AuditLog audit;
    private final ShareNews news;
    private final Changes changes;
    private final CatalogTasks tasks;
    private final TransactionTemplate transaction;
    private final Clock clock;

    /** The API has no test-and-set for the list: two changes of one model on this node wait for each other. */
    private final ConcurrentHashMap<ModelId, ReentrantLock> locks = new ConcurrentHashMap<>();

    Sharing(
            TunedModelsApi api,
            Connections connections,
            ReaderRepository readers,
            TeamDirectory teams,
            AuditLog audit,
            ShareNews news,
            Changes changes,
            CatalogTasks tasks,
            TransactionTemplate transaction,
            Clock clock) {
        this.api = api;
        this.connections = connections;
        this.readers = readers;
        this.teams = teams;
        this.audit = audit;
        this.news = news;
        this.changes = changes;
        this.tasks = tasks;
        this.transaction = transaction;
        this.clock = clock;
    }

    public List<Reader> readers(ModelId model) {
        return readers.of(model).stream()
                .map(known -> new Reader(
                        known.number(),
                        teams.byNumber(known.number()).map(Team::name),
                        Optional.ofNullable(known.addedByName()),
                        Optional.ofNullable(known.addedAt())))
                .toList();
    }

    public List<Reader> currentReaders(ModelDetails model) {
        if (model.entry().ready()) {
            var atBackend = asked(() -> atBackend(connection(model), model));
            transaction.executeWithoutResult(
                    status -> readers.reconcile(model.entry().id(), atBackend));
        }
        return readers(model.entry().id());
    }

    public Reader check(ModelDetails model, String text) {
        ProjectNumber number;
        try {
            number = ProjectNumber.parse(text);
        } catch (IllegalArgumentException none) {
            throw new Refused("catalog.share.not-a-number");
        }
        var own = teams.find(model.entry().team()).orElseThrow(() -> new NotFoundException("team"));
        if (number.equals(own.number())) {
            throw new Refused("catalog.share.own-number");
        }
        var known = readers.of(model.entry().id());
        if (known.stream().anyMatch(reader -> reader.number().equals(number))) {
            throw new Refused("catalog.share.twice", number.toString());
        }
        if (known.size() >= MOST_READERS) {
            throw new Refused("catalog.share.too-many", MOST_READERS);
        }
        return new Reader(number, teams.byNumber(number).map(Team::name), Optional.empty(), Optional.empty());
    }

    public Reader share(ModelDetails model, String text, UserId by) {
        if (!model.entry().ready()) {
            throw new Refused("catalog.refused.tuning", model.entry().name());
        }
        var reader = check(model, text);
        change(model, reader.number(), true, by);
        return reader;
    }

    public void unshare(ModelDetails model, ProjectNumber number, UserId by) {
        change(model, number, false, by);
    }

    private void change(ModelDetails model, ProjectNumber number, boolean add, UserId by) {
        var id = model.entry().id();
        var lock = locks.computeIfAbsent(id, key -> new ReentrantLock());
        lock.lock();
        try {
            var now = asked(() -> patched(model, number, add));
            transaction.executeWithoutResult(status -> {
                var known = readers.of(id).stream()
                        .anyMatch(reader -> reader.number().equals(number));
                if (add) {
                    readers.add(id, number, by, clock.instant());
                }
                readers.reconcile(id, now);
                audit.record(
                        model.entry().team(),
                        add ? "model.share" : "model.unshare",
                        model.entry().name(),
                        "project " + number);
                changes.bump(TuningJob.modelsTopic(model.entry().team()));
                teams.byNumber(number).map(Team::id).ifPresent(this::tell);
                if (known != add) {
                    news.tell(add ? ShareChanged.Kind.ADDED : ShareChanged.Kind.WITHDRAWN, model.entry(), number, by);
                }
            });
        } finally {
            lock.unlock();
        }
    }

    /** A team of this instance need not wait for the next look at its backend. */
    private void tell(TeamId team) {
        tasks.syncSoon(team);
    }

    private Set<ProjectNumber> patched(ModelDetails model, ProjectNumber number, boolean add) {
        var connection = connection(model);
        var wanted = new TreeSet<>(atBackend(connection, model));
        if (add ? wanted.add(number) : wanted.remove(number)) {
            api.patch(
                    connection,
                    tunedModelId(model),
                    TunedModel.withReaders(
                            wanted.stream().map(ProjectNumber::toString).toList()),
                    List.of("readerProjectNumbers"));
        }
        return wanted;
    }

    private Set<ProjectNumber> atBackend(Connection connection, ModelDetails model) {
        var listed = api.get(connection, tunedModelId(model)).readerProjectNumbers();
        return listed == null
                ? Set.of()
                : listed.stream()
                        .filter(text -> text.matches("[1-9][0-9]{0,18}"))
                        .map(Sharing::number)
                        .flatMap(Optional::stream)
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static Optional<ProjectNumber> number(String text) {
        try {
            return Optional.of(ProjectNumber.parse(text));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }

    private Connection connection(ModelDetails model) {
        return connections.byId(
                model.job().orElseThrow(() -> new NotFoundException("model")).connection());
    }

    static String tunedModelId(ModelDetails model) {
        return model.entry().resource().substring("tunedModels/".length());
    }

    private static <T> T asked(java.util.function.Supplier<T> call) {
        try {
            return call.get();
        } catch (ApiFailure failure) {
            throw BackendTrouble.refused(failure);
        }
    }
}
