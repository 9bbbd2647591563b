package io.pitchpipe.portal.evaluation;

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
 * "Did it learn?" for a team's own models. Every member sees the verdict; the examples behind it are for editors, as the examples
 * of a dataset are.
 */
@Service
public class EvaluationService {

    private static final int HISTORY = 50;

    private final EvaluationRepository evaluations;
    private final EvaluationTasks tasks;
    private final ModelService models;

    EvaluationService(EvaluationRepository evaluations, EvaluationTasks tasks, ModelService models) {
        this.evaluations = evaluations;
        this.tasks = tasks;
        this.models = models;
    }

    /** The latest run of a model. */
    @TeamViewer
    public Optional<Evaluation> latest(TeamId team, ModelId model) {
        return evaluations.of(team, model, 1).stream().findFirst();
    }

    /** The runs of a model, the latest first; at most 50. */
    @TeamViewer
    public List<Evaluation> history(TeamId team, ModelId model) {
        return evaluations.of(team, model, HISTORY);
    }

    /** The latest verdict of each of these models that has one. */
    @TeamViewer
    public Map<ModelId, Verdict> verdicts(TeamId team, Collection<ModelId> models) {
        var latest = new HashMap<ModelId, Verdict>();
        for (var evaluation : evaluations.done(team, models)) {
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
        tasks.start(team, model);
    }
}
