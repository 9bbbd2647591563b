package io.pitchpipe.portal.tuning;

import io.pitchpipe.genapi.Model;
import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.TeamEditor;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.backend.ApiFailure;
import io.pitchpipe.portal.backend.Connections;
import io.pitchpipe.portal.backend.TunedModelsApi;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.dataset.DatasetId;
import io.pitchpipe.portal.dataset.DatasetService;
import io.pitchpipe.portal.dataset.HoldOut;
import io.pitchpipe.portal.dataset.VersionId;
import io.pitchpipe.portal.tuning.internal.CancelJob;
import io.pitchpipe.portal.tuning.internal.CurveRepository;
import io.pitchpipe.portal.tuning.internal.Estimator;
import io.pitchpipe.portal.tuning.internal.JobRepository;
import io.pitchpipe.portal.tuning.internal.LaunchJob;
import io.pitchpipe.portal.tuning.internal.TokenFits;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** A team's tunings: launch, watch, cancel. Lists are paged: at most 200 at once. */
@Service
public class TuningService {

    private static final int PAGE = 200;
    private static final int EVENTS = 500;

    private static final int SKETCH = 40;

    private final JobRepository jobs;
    private final CurveRepository curves;
    private final LaunchJob launch;
    private final CancelJob cancel;
    private final Estimator estimator;
    private final Connections connections;
    private final TunedModelsApi api;
    private final CurrentUser currentUser;
    private final TokenFits fits;
    private final DatasetService datasets;

    TuningService(
            JobRepository jobs,
            CurveRepository curves,
            LaunchJob launch,
            CancelJob cancel,
            Estimator estimator,
            Connections connections,
            TunedModelsApi api,
            CurrentUser currentUser,
            TokenFits fits,
            DatasetService datasets) {
        this.jobs = jobs;
        this.curves = curves;
        this.launch = launch;
        this.cancel = cancel;
        this.estimator = estimator;
        this.connections = connections;
        this.api = api;
        this.currentUser = currentUser;
        this.fits = fits;
        this.datasets = datasets;
    }

    /**
     * Launches a tuning, durably and once: whatever is clicked twice or killed afterwards, there is one job and one model.
     *
     * @throws NotFoundException if the team has no such version of a dataset
     * @throws Refused if the examples are not valid, do not fit with the preamble or into the base, or too many jobs are unfinished
     */
    @TeamEditor
    public JobId launch(TeamId team, LaunchTuning wish) {
        return launch.launch(team, currentUser.id(), wish);
    }

    /**
     * Asks for the end of a tuning; it ends some time after this returns. Nothing happens if it has ended.
     *
     * @throws NotFoundException if the team has no such job
     */
    @TeamEditor
    public void cancel(TeamId team, JobId job) {
        cancel.cancel(own(team, job));
    }

    @TeamViewer
    public Optional<TuningJob> find(TeamId team, JobId job) {
        return jobs.find(team, job);
    }

    /** The latest launched first. */
    @TeamViewer
    public List<TuningJob> list(TeamId team, JobFilter filter, int offset, int limit) {
        return jobs.list(team, filter, Math.max(0, offset), Math.clamp(limit, 1, PAGE));
    }

    @TeamViewer
    public long count(TeamId team, JobFilter filter) {
        return jobs.count(team, filter);
    }

    /** The tunings that used a dataset, the latest first. */
    @TeamViewer
    public List<TuningJob> ofDataset(TeamId team, DatasetId dataset, int limit) {
        return jobs.ofDataset(team, dataset, Math.clamp(limit, 1, PAGE));
    }

    /** The versions of a dataset that any tuning used. */
    @TeamViewer
    public Set<VersionId> versionsUsed(TeamId team, DatasetId dataset) {
        return jobs.versionsUsed(team, dataset);
    }

    /**
     * The curve after a step, in order; {@code afterStep} 0 for all of it.
     *
     * @throws NotFoundException if the team has no such job
     */
    @TeamViewer
    public List<Snapshot> snapshots(TeamId team, JobId job, int afterStep) {
        return curves.snapshots(own(team, job).id(), afterStep);
    }

    /** A few dozen losses of the curve of each of the team's jobs among {@code jobs}, to be drawn small; jobs without any are left out. */
    @TeamViewer
    public Map<JobId, List<Double>> sketches(TeamId team, Collection<JobId> jobs) {
        return curves.sketches(team, jobs, SKETCH);
    }

    /**
     * The losses on the held-out examples so far, in order of steps, the one before the first among them; none if the backend measures none.
     *
     * @throws NotFoundException if the team has no such job
     */
    @TeamViewer
    public List<HeldOutLoss> heldOutLosses(TeamId team, JobId job) {
        return curves.heldOut(own(team, job).id());
    }

    /**
     * Whether the team's backend measures held-out examples while it teaches. May block on the network.
     *
     * @throws ApiFailure if there is no backend
     */
    @TeamViewer
    public boolean measuresHeldOut(TeamId team) {
        return connections.of(team).measuresHeldOut();
    }

    /**
     * Why a job went without having its held-out examples measured; empty if it did not, or was launched before this was kept.
     *
     * @throws NotFoundException if the team has no such job
     */
    @TeamViewer
    public Optional<JobEvent> heldOutLeft(TeamId team, JobId job) {
        return curves.heldOutLeft(own(team, job).id());
    }

    /**
     * What happened to a job, in order; the latest 500.
     *
     * @throws NotFoundException if the team has no such job
     */
    @TeamViewer
    public List<JobEvent> events(TeamId team, JobId job) {
        return curves.events(own(team, job).id(), EVENTS);
    }

    /**
     * Where a job stands in the line at its backend, from 1; on the embedded server all teams stand in one line.
     *
     * @throws NotFoundException if the team has no such job
     */
    @TeamViewer
    public int queuePosition(TeamId team, JobId job) {
        return jobs.before(own(team, job)) + 1;
    }

    /**
     * The base models of the team's backend that can be tuned, the demo last. Blocks on the network.
     *
     * @throws ApiFailure if the backend does not answer with any list
     */
    @TeamViewer
    public List<BaseModel> baseModels(TeamId team) {
        return api.models(connections.of(team)).stream()
                .filter(Model::tunable)
                .map(TuningService::baseModel)
                .sorted(Comparator.comparing(BaseModel::demo))
                .toList();
    }

    private static BaseModel baseModel(Model model) {
        var name = Objects.requireNonNullElse(model.name(), "");
        var shown = Objects.requireNonNullElse(model.displayName(), name.replaceFirst("^models/", ""));
        return new BaseModel(
                name,
                shown,
                Objects.requireNonNullElse(model.description(), ""),
                model.exampleTokenLimit() > 0 ? model.exampleTokenLimit() : model.inputTokenLimit(),
                (name + " " + shown).toLowerCase(Locale.ROOT).contains("demo"));
    }

    /**
     * How long a training would take on the team's backend; empty while nothing was taught from that base there.
     *
     * @param rows examples
     * @param characters of all examples, the preamble included
     */
    @TeamViewer
    public Optional<Estimate> estimate(
            TeamId team, BaseModel base, long rows, long characters, TuningSettings settings) {
        return estimator.estimate(connections.of(team).id(), base.name(), rows, characters, settings);
    }

    /**
     * Which rows are too long for a base, before anything is started; empty if the team's backend does not say, or not now. May count for seconds.
     *
     * @throws NotFoundException if the team has no such version of a dataset
     * @throws ApiFailure if there is no backend
     */
    @TeamEditor
    public Optional<TokenFit> fit(TeamId team, VersionId version, BaseModel base, Preamble preamble, HoldOut holdOut) {
        var found =
                datasets.findVersion(team, version).orElseThrow(() -> new NotFoundException("version of a dataset"));
        return fits.of(connections.of(team), base.name(), found.id(), preamble, holdOut);
    }

    /**
     * The rows because of which the backend refused a job, in order; none if that was not the reason.
     *
     * @throws NotFoundException if the team has no such job
     */
    @TeamViewer
    public List<RefusedRow> refusedRows(TeamId team, JobId job) {
        return curves.refused(own(team, job).id());
    }

    private TuningJob own(TeamId team, JobId job) {
        return jobs.find(team, job).orElseThrow(() -> new NotFoundException("model"));
    }
}
