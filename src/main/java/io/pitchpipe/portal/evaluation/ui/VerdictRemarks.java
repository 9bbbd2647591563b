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
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> remark(entry.getValue())));
    }

    private static Remark remark(Verdict verdict) {
        var by = verdict.deciding();
        var key = verdict.heldOut().isEmpty()
                ? "evaluation.remark.taught"
                : verdict.kind() == Verdict.Kind.LEARNED ? "evaluation.remark.learned" : "evaluation.remark.other";
        return new Remark(
                key,
                by.tunedRight(),
                by.asked(),
                by.baseRight(),
                by.commonRight(),
                !verdict.heldOut().isEmpty());
    }
}
