package io.pitchpipe.portal.evaluation;

import io.pitchpipe.portal.catalog.ModelId;
import io.pitchpipe.portal.common.TeamId;
import io.pitchpipe.portal.common.UserId;
import java.util.Optional;

/**
 * A test of a model has ended; published in the transaction that records it.
 *
 * @param startedBy who asked for it; empty if it came with the end of the training
 * @param verdict what it found; empty if it could not be carried out
 */
public record EvaluationFinished(
        EvaluationId evaluation, ModelId model, TeamId team, Optional<UserId> startedBy, Optional<Verdict> verdict) {}
