package io.pitchpipe.portal.evaluation.ui;

import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.catalog.ModelRemarks;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.evaluation.EvaluationService;
import io.pitchpipe.portal.evaluation.Verdict;
import java.util.Collection;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The verdict in a few words, beside a model in a list. */
@Component
class VerdictRemarks implements ModelRemarks {

    private final EvaluationService evaluations;

    VerdictRemarks(EvaluationService evaluations) {
        this.evaluations = evaluations;
    }

    @Override
    public Map<ModelId, Remark> of(TeamId team, Collection<ModelId> models) {
        return evaluations.verdicts(team, models).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> new Remark(
                                entry.getValue().kind() == Verdict.Kind.LEARNED
                                        ? "evaluation.remark.learned"
                                        : "evaluation.remark.other",
                                entry.getValue().tunedRight(),
                                entry.getValue().asked())));
    }
}
