package io.pitchpipe.portal.evaluation;

import io.pitchpipe.portal.account.CurrentUser;
import io.pitchpipe.portal.account.TeamEditor;
import io.pitchpipe.portal.account.TeamViewer;
import io.pitchpipe.portal.catalog.ModelDetails;
import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelService;
import io.pitchpipe.portal.common.NotFoundException;
import io.pitchpipe.portal.common.Refused;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.evaluation.internal.EvaluationRepository;
import io.pitchpipe.portal.evaluation.internal.EvaluationTasks;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * "Did it learn?" for a team's own models. Every member, and every team it is shared with, sees the verdict; the examples behind it are for editors, as the examples
 * of a dataset are.
 */
@Service
public class EvaluationService {

    private static final int HISTORY = 50;

    private final EvaluationRepository evaluations;
    private final EvaluationTasks tasks;
    private final ModelService models;
    private final CurrentUser currentUser;

    EvaluationService(
            EvaluationRepository evaluations, EvaluationTasks tasks, ModelService models, CurrentUser currentUser) {
        this.evaluations = evaluations;
        this.tasks = tasks;
        this.models = models;
        this.currentUser = currentUser;
    }

    /** The latest run of a model, the team's own or one that is shared with it: its readers see how good it is. */
    @TeamViewer
    public Optional<Evaluation> latest(TeamId team, ModelId model) {
        return original(team, model)
                .flatMap(known ->
                        evaluations.of(known.team(), known.model(), 1).stream().findFirst());
    }

    /** A model in the team that owns it. */
    private record Original(TeamId team, ModelId model) {}

    /** Empty if the team may not use it, or its owner is not of this instance. */
    private Optional<Original> original(TeamId team, ModelId model) {
        return models.find(team, model)
                .map(ModelDetails::entry)
                .flatMap(entry -> entry.own()
                        ? Optional.of(new Original(team, model))
                        : entry.owner()
                                .filter(owner -> entry.ready())
                                .map(owner -> new Original(owner.team(), owner.model())));
    }

    /** The runs of a model, the latest first; at most 50. */
    @TeamViewer
    public List<Evaluation> history(TeamId team, ModelId model) {
        return evaluations.of(team, model, HISTORY);
    }

    /** The latest verdict of each of these models, own and shared ones, that has one. */
    @TeamViewer
    public Map<ModelId, Verdict> verdicts(TeamId team, Collection<ModelId> wanted) {
        var latest = latest(team, wanted);
        for (var id : wanted) {
            if (!latest.containsKey(id)) {
                original(team, id)
                        .filter(known -> !known.team().equals(team))
                        .map(known ->
                                latest(known.team(), List.of(known.model())).get(known.model()))
                        .ifPresent(verdict -> latest.put(id, verdict));
            }
        }
        return latest;
    }

    private Map<ModelId, Verdict> latest(TeamId owner, Collection<ModelId> ids) {
        var latest = new HashMap<ModelId, Verdict>();
        for (var evaluation : evaluations.done(owner, ids)) {
            evaluation.verdict().ifPresent(verdict -> latest.putIfAbsent(evaluation.model(), verdict));
        }
        return latest;
    }

    /**
     * The examples of a run with both answers, those answered so far.
     *
     * @throws NotFoundException if the team has no such run
     */
    @TeamEditor
    public List<Sample> samples(TeamId team, EvaluationId id) {
        if (evaluations.find(id).filter(found -> found.team().equals(team)).isEmpty()) {
            throw new NotFoundException("evaluation");
        }
        return evaluations.samples(id);
    }

    /**
     * Asks the examples anew.
     *
     * @throws NotFoundException if the team owns no such model
     * @throws Refused if it cannot be prompted, or is being asked already
     */
    @TeamEditor
    public void again(TeamId team, ModelId model) {
        var entry = models.find(team, model)
                .map(ModelDetails::entry)
                .filter(found -> found.own())
                .orElseThrow(() -> new NotFoundException("model"));
        if (!entry.ready()) {
            throw new Refused("catalog.refused.no-model", entry.name());
        }
        if (latest(team, model)
                .filter(run -> run.state() == Evaluation.State.RUNNING)
                .isPresent()) {
            throw new Refused("evaluation.running-already");
        }
        tasks.start(team, model, currentUser.id());
    }
}
