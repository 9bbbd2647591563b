package io.pitchpipe.portal.catalog.internal;

import io.pitchpipe.portal.account.TeamDirectory;
import io.pitchpipe.portal.catalog.ModelDetails;
import io.pitchpipe.portal.catalog.ModelEntry;
import io.pitchpipe.portal.catalog.ModelEntry.Origin;
import io.pitchpipe.portal.catalog.ModelEntry.State;
import io.pitchpipe.portal.catalog.ModelEntry.Status;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.tuning.JobFilter;
import io.pitchpipe.portal.tuning.JobId;
import io.pitchpipe.portal.tuning.Preamble;
import io.pitchpipe.portal.tuning.TuningJob;
import io.pitchpipe.portal.tuning.TuningJobs;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Makes entries of a team's tuning jobs and of what others share with it. */
@Component
public class Entries {

    private final TuningJobs jobs;
    private final SharedModelRepository shared;
    private final ReaderRepository readers;
    private final TeamDirectory teams;

    Entries(TuningJobs jobs, SharedModelRepository shared, ReaderRepository readers, TeamDirectory teams) {
        this.jobs = jobs;
        this.shared = shared;
        this.readers = readers;
        this.teams = teams;
    }

    public List<ModelEntry> own(TeamId team, JobFilter filter, int offset, int limit) {
        var found = jobs.list(team, filter, offset, limit);
        var buried = readers.buried(found.stream().map(Entries::id).toList());
        return found.stream().map(job -> entry(job, buried)).toList();
    }

    public List<ModelEntry> sharedWith(TeamId team, String search, int offset, int limit) {
        return shared.page(team, search, offset, limit).stream()
                .map(this::entry)
                .toList();
    }

    public long countShared(TeamId team, String search) {
        return shared.count(team, search);
    }

    public List<ModelEntry> promptable(TeamId team, int limit) {
        var ready = new JobFilter(JobFilter.Which.READY, "");
        return Stream.concat(
                        own(team, ready, 0, limit).stream().filter(ModelEntry::ready),
                        sharedWith(team, "", 0, limit).stream())
                .toList();
    }

    public Optional<ModelDetails> details(TeamId team, ModelId id) {
        return jobs.find(new JobId(id.value()))
                .filter(job -> job.team().equals(team))
                .map(this::ownDetails)
                .or(() -> shared.find(team, id).map(this::sharedDetails));
    }

    private ModelDetails ownDetails(TuningJob job) {
        var entry = entry(job, readers.buried(List.of(id(job))));
        return new ModelDetails(entry, job.baseName(), job.preamble(), "", Optional.of(job));
    }

    /** The preamble of a model that another team of this portal taught is shared along with it. */
    private ModelDetails sharedDetails(SharedModelRepository.Shared model) {
        var taught = model.ownerJob() == null ? Optional.<TuningJob>empty() : jobs.find(new JobId(model.ownerJob()));
        return new ModelDetails(
                entry(model),
                taught.map(TuningJob::baseName).orElseGet(() -> base(model).replaceFirst("^models/", "")),
                taught.map(TuningJob::preamble).orElse(Preamble.NONE),
                Objects.requireNonNullElse(model.description(), ""),
                Optional.empty());
    }

    private static ModelId id(TuningJob job) {
        return new ModelId(job.id().value());
    }

    private ModelEntry entry(TuningJob job, Set<ModelId> buried) {
        return new ModelEntry(
                id(job),
                job.team(),
                Origin.OWN,
                job.displayName(),
                "tunedModels/" + job.tunedModelId(),
                job.baseModel(),
                buried.contains(id(job)) ? Status.GONE : status(job),
                job.createdAt(),
                job.createdBy(),
                Optional.empty());
    }

    private Status status(TuningJob job) {
        var percent = (int) Math.floor(job.progress() * 100);
        return switch (job.state()) {
            case QUEUED -> new Status(State.QUEUED, 0, jobs.queuePosition(job), "");
            case RUNNING -> new Status(State.TUNING, percent, 0, "");
            case ACTIVE -> Status.READY;
            case FAILED -> new Status(State.FAILED, percent, 0, job.reason());
            case CANCELLED -> new Status(State.CANCELLED, percent, 0, "");
            case LOST -> new Status(State.LOST, percent, 0, "");
        };
    }

    private ModelEntry entry(SharedModelRepository.Shared model) {
        var job = model.ownerJob();
        var owner = model.ownerTeam() == null || job == null
                ? Optional.<ModelEntry.Owner>empty()
                : teams.find(model.ownerTeam())
                        .map(team -> new ModelEntry.Owner(team.id(), team.name(), team.number(), new ModelId(job)));
        return new ModelEntry(
                model.id(),
                model.team(),
                Origin.SHARED,
                model.name(),
                model.resource(),
                base(model),
                model.goneAt() == null ? Status.READY : Status.GONE,
                model.firstSeen(),
                "",
                owner);
    }

    private static String base(SharedModelRepository.Shared model) {
        return Objects.requireNonNullElse(model.baseModel(), "");
    }
}
